/** How firmly names are pinned, and how firmly they would be once the fixes on offer are made. */
import type { Edit, Fix, PinStrength, Pull, Report } from "../model.ts";
import { fixOf, isOpen } from "../finding.ts";
import { isAtLeast, PIN_STRENGTHS, pinOf } from "../image/pin.ts";
import { judgedName, placeOf } from "../pull.ts";
import { placeKey } from "../reference.ts";
import type { ImageFacts } from "./facts.ts";

export interface PinRow {
  readonly pin: PinStrength;
  /** Images, by the weakest of the places that name one. */
  readonly now: number;
  /** With the safe fixes, and with all of them. */
  readonly safe: number;
  readonly all: number;
}

/** The strengths that there are or would be, strongest first. */
export function pinChange(images: readonly ImageFacts[], { findings }: Pick<Report, "findings">): readonly PinRow[] {
  const offered = new Map<string, Fix>();
  for (const finding of findings.filter(isOpen)) {
    const fix = fixOf(finding);
    if (fix !== undefined) for (const pull of finding.pulls) offered.set(keyOf(pull), fix);
  }
  const after = (isMade: (fix: Fix) => boolean): readonly PinStrength[] =>
    images.map(({ pulls, pin }) =>
      weakest(
        pulls.map((pull) => {
          const fix = offered.get(keyOf(pull));
          return fix !== undefined && isMade(fix) ? pinAfter(fix, pull, pin) : pin;
        }),
      ),
    );
  const [safe, all] = [after((fix) => fix.safe), after(() => true)];
  return PIN_STRENGTHS.map((pin) => ({
    pin,
    now: images.filter((image) => image.pin === pin).length,
    safe: safe.filter((one) => one === pin).length,
    all: all.filter((one) => one === pin).length,
  })).filter((row) => row.now + row.safe + row.all > 0);
}

function keyOf(pull: Pull): string {
  return `${judgedName(pull)}\n${placeKey(placeOf(pull))}`;
}

function weakest(pins: readonly PinStrength[]): PinStrength {
  return pins.reduce((weak, pin) => (isAtLeast(weak, pin) ? pin : weak));
}

/** `now`, where what is pulled afterwards cannot be told from the edits alone. */
function pinAfter({ edits }: Fix, pull: Pull, now: PinStrength): PinStrength {
  if (edits.some(({ replacement }) => DIGEST.test(replacement))) return "digest";
  const { text, ...place } = placeOf(pull);
  const whole = edits.find(({ location }: Edit) => placeKey(location) === placeKey(place));
  return whole === undefined || text !== pull.written ? now : pinOf(whole.replacement).pin;
}

const DIGEST = /@sha256:[0-9a-f]{64}(?![0-9a-f])/;
