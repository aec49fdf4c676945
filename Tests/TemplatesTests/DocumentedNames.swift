import Templates

/// What a template may call by name.
let documentedNames = Templates.filters + Templates.tests + Templates.functions + Templates.loopFields
