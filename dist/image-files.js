const require_base = require("./base.js");
let node_fs = require("node:fs");
// src/image-files.ts
/** Images that are files of the repository itself: what their first bytes tell. */
/** Whether a request is about a file of the repository. */
function isFileRequest({ image }) {
	return image.startsWith("./");
}
/**
* The inspections of the requests that are about a file. What cannot be read has none: it is then as much of a riddle as
* a file of another machine.
*/
function inspectFiles(root, requests, now) {
	const real = (0, node_fs.realpathSync)(root);
	return requests.filter(isFileRequest).flatMap((request) => inspectFile(real, request, now) ?? []);
}
/** `root` is a real path. */
function inspectFile(root, request, now) {
	const path = request.image.slice(2);
	const read = require_base.readBeginningInside(root, path, 128);
	if (require_base.isUnread(read)) return void 0;
	const evidence = {
		via: "file",
		host: "",
		verified: false,
		requests: 0,
		observedAt: now.toISOString()
	};
	const known = require_base.readDownload(read.bytes, read.size);
	if (known === void 0 || "least" in known) return {
		request,
		failure: known === void 0 ? noImage(path, read.bytes) : cutOff(path, read.size, known.least),
		evidence
	};
	return {
		request,
		...about(known.download),
		evidence
	};
}
function about(download) {
	const platforms = require_base.platformsOf(download);
	return {
		download,
		...platforms !== void 0 && { platforms }
	};
}
function cutOff(path, size, least) {
	return {
		state: "malformed",
		message: `${path} is cut off: it has ${size} bytes, and by its header at least ${least}.`
	};
}
/** What git keeps in place of a large file until somebody asks for it. */
const POINTER = "version https://git-lfs.github.com/spec/";
function noImage(path, bytes) {
	if (bytes.toString("latin1", 0, 40) === POINTER) return {
		state: "unsupported",
		message: `${path} is a pointer of Git LFS; check it out with its content (lfs: true of actions/checkout).`
	};
	if (require_base.hasStarter(bytes)) return {
		state: "unsupported",
		message: `${path} is an image of a format before SIF, whose first bytes say nothing more.`
	};
	return {
		state: "malformed",
		message: `${path} is not an image that can be run: it does not begin as a SIF does.`
	};
}
Object.defineProperty(exports, "inspectFiles", {
	enumerable: true,
	get: function() {
		return inspectFiles;
	}
});
Object.defineProperty(exports, "isFileRequest", {
	enumerable: true,
	get: function() {
		return isFileRequest;
	}
});
