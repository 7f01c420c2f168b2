/** The preset `observe`. */

export const observe = `# Look, and stop nobody: all that the other presets ask, as warnings and notices.
version: 1
fail-on: never
rules:
  # What a run would fail at.
  exists: warning
  pullable: warning
  architecture: warning
  # What may be another image tomorrow, or gone.
  pin: { severity: warning, at-least: version }
  ephemeral: warning
  tag-moved: warning
  freeze: warning
  # Where two files do not agree.
  twins: warning
  declared: warning
  recipe: notice
  # What cannot be known, and why.
  resolvable: warning
  inspectable: warning
  # A repository without any image is fine to look at, too.
  readable: { empty: notice }
`;
