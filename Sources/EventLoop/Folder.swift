private import Glibc

/// Makes the folder and those above it where they are missing, for the server's own user only.
package func makeFolder(_ path: String) throws(SystemError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
        made += part
        guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw SystemError(call: "mkdir \(made)") }
        made += "/"
    }
}
