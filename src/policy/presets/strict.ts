/** The preset `strict`. */

export const strict = `# For what must run again as it ran today: only approved places, only fixed content, nothing left open.
version: 1
extends: wave-inspect:standard
rules:
  # Nothing is approved here: name your places under rules.registry.allow of the policy that builds on this one.
  registry: { severity: error, allow: [] }
  # A build of BioContainers, a hash of Wave, or a digest.
  pin: { severity: error, at-least: build }
  tag-moved: error
  freeze: error
  twins: error
  declared: error
  # Root in a container is root on a shared file system where the engine does not map users.
  user: { severity: error, deny: [root] }
  # What cannot be known cannot be approved.
  resolvable: error
  inspectable: error
  readable: { syntax: error, missing: error, skipped: error }
  waivers: { severity: error, longest: 90d }
overrides:
  # Whoever builds an image picks its base once: by digest.
  - sources: [dockerfile, bake, apptainer]
    rules:
      pin: { at-least: digest }
`;
