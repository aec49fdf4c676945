@testable import Templates

/// What a template may call by name.
let documentedNames: [String] = Filter.names + Test.names + Function.names + LoopField.names
