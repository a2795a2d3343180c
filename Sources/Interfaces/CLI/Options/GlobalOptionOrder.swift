import ArgumentParser

/// Lets the global options stand before the subcommand: `kindred --data shop train` is `kindred train --data shop`.
///
/// The argument parser knows an option only where it is declared, and these are declared in each subcommand so that
/// they are in its help. Options of the root as well would be two values for one thing.
enum GlobalOptionOrder {
    /// `arguments` with the leading global options moved behind the subcommand's name, in front of its own
    /// arguments, so that one given again later counts.
    ///
    /// Where no known subcommand follows, the arguments stay as they are and the parser says what is wrong.
    static func subcommandFirst(_ arguments: [String]) -> [String] {
        let leading = leadingGlobals(of: arguments)
        let rest = arguments[leading.endIndex...]
        guard !leading.isEmpty else { return arguments }
        if let first = rest.first, ["help", "--help", "-h", "--version"].contains(first) { return Array(rest) }
        let (path, isLeaf) = subcommandPath(rest)
        guard !path.isEmpty else { return arguments }
        guard isLeaf else { return Array(rest) }
        return path + leading + rest.dropFirst(path.count)
    }

    private static func leadingGlobals(of arguments: [String]) -> ArraySlice<String> {
        var index = 0
        while index < arguments.count {
            let name = String(arguments[index].prefix { $0 != "=" })
            guard let takesValue = GlobalOptions.takesValue[name] else { break }
            index += takesValue && name == arguments[index] ? 2 : 1
        }
        return arguments[..<min(index, arguments.count)]
    }

    /// The names at the front of `arguments` that lead to a subcommand, and whether that one does work itself.
    private static func subcommandPath(_ arguments: ArraySlice<String>) -> (path: [String], isLeaf: Bool) {
        var path: [String] = []
        var children = KindredCommand.configuration.subcommands
        for argument in arguments {
            guard let child = children.first(where: { $0.configuration.commandName == argument }) else { break }
            path.append(argument)
            children = child.configuration.subcommands
        }
        return (path, children.isEmpty)
    }
}
