/// Why the files of a simulated shop could not be written. What was there before is as it was.
package enum SimulationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder at `path` could not be made.
    case cannotMakeFolder(path: String, reason: String)
    /// The file at `path` could not be written.
    case cannotWrite(path: String, reason: String)

    /// What happened and what to do.
    package var description: String {
        switch self {
        case .cannotMakeFolder(let path, let reason):
            "The folder \(path) could not be made: \(reason). Give a folder that you may write to."
        case .cannotWrite(let path, let reason):
            "\(path) could not be written: \(reason). Check the free space and the permissions, then run it again."
        }
    }
}
