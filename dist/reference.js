// src/reference.ts
/**
* Tells references apart by what they say and not by which object they are, so that a copy is the same reference. One
* place of one file is one reference, save where the place is named in two ways: of another kind or by the scanner of
* another kind of file, or as two stages of a Dockerfile that stands within the file and is built more than once. What
* else a reference knows (its condition, its module) makes no other one of it.
*/
function referenceKey(reference) {
	return `${placeKey(reference)} ${reference.source} ${reference.kind} ${reference.context.stage ?? ""}`;
}
/** The same for whatever stands at one place of one file. */
function placeKey({ file, line, column, endLine, endColumn }) {
	return `${file}\n${line}:${column}-${endLine}:${endColumn}`;
}
/** The place without what else is known there. */
function locationOf({ file, line, column, endLine, endColumn }) {
	return {
		file,
		line,
		column,
		endLine,
		endColumn
	};
}
Object.defineProperty(exports, "locationOf", {
	enumerable: true,
	get: function() {
		return locationOf;
	}
});
Object.defineProperty(exports, "placeKey", {
	enumerable: true,
	get: function() {
		return placeKey;
	}
});
Object.defineProperty(exports, "referenceKey", {
	enumerable: true,
	get: function() {
		return referenceKey;
	}
});
