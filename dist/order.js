// src/order.ts
const GRAVITY = {
	notice: 0,
	warning: 1,
	error: 2
};
const DEPTH = {
	existence: 0,
	platforms: 1,
	config: 2
};
/** For sorting: the worse one first. */
function bySeverity(a, b) {
	return GRAVITY[b] - GRAVITY[a];
}
/** Whether a severity is as bad as the least one that counts, or worse. */
function reaches(severity, least) {
	return least !== "never" && GRAVITY[severity] >= GRAVITY[least];
}
/** For sorting: the one that asks for more first; it answers the other, too. */
function byNeed(a, b) {
	return DEPTH[b] - DEPTH[a];
}
Object.defineProperty(exports, "byNeed", {
	enumerable: true,
	get: function() {
		return byNeed;
	}
});
Object.defineProperty(exports, "bySeverity", {
	enumerable: true,
	get: function() {
		return bySeverity;
	}
});
Object.defineProperty(exports, "reaches", {
	enumerable: true,
	get: function() {
		return reaches;
	}
});
