/** The preset `standard`. */

export const standard = `# What should stop anybody: images that a run cannot pull, and names that mean another image tomorrow.
version: 1
fail-on: error
files:
  # What runs on a developer's own machine is the developer's business.
  kinds: { devcontainer: false, gitpod: false }
rules:
  # The run would fail, hours in.
  exists: error
  pullable: error
  # Only what a process, a build or the run asks for: a policy that builds on this one may require more.
  architecture: error
  # latest and branch names, and names without a tag.
  pin: { severity: error, at-least: version }
  # A date on which the image is gone.
  ephemeral: error
  # True today, and worth a look.
  tag-moved: warning
  freeze: warning
  twins: warning
  declared: warning
  # Not known is not wrong: a registry that is down stops nobody.
  resolvable: warning
  inspectable: warning
  # Exceptions end.
  waivers: { severity: warning, longest: 1y }
`;
