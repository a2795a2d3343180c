import Domain

/// Why the command line cannot do what it was asked, before or around the engine's own work.
enum CommandError: Error, CustomStringConvertible {
    /// The options contradict one another, or one cannot be read.
    case usage(String)
    /// The settings file cannot be used.
    case settingsFile(path: String, problem: String)
    /// The settings file names something that does not exist.
    case unknownSetting(name: String, path: String, nearest: String?)
    /// A setting is out of range; `origin` is the file, the variable or the option that gave it.
    case invalidSetting(InvalidSetting, origin: String, isOption: Bool)
    /// A file that was to be written cannot be.
    case cannotWrite(path: String, problem: String)
    /// Whoever reads standard output has closed it: nothing is left to do.
    case outputClosed
    /// Anything else, in one sentence with the next step.
    case failed(String)

    /// One or two sentences: what happened and the next step.
    var description: String {
        switch self {
        case .usage(let sentence), .failed(let sentence): return sentence
        case .settingsFile(let path, let problem): return "The settings file \(path) \(problem)".asSentence
        case .unknownSetting(let name, let path, let nearest):
            let advice = nearest.map { "Did you mean \"\($0)\"?" } ?? "Remove it."
            return "The settings file \(path) sets \"\(name)\", which does not exist. \(advice)"
        case .invalidSetting(let error, let origin, _): return "\(error.description) It comes from \(origin)."
        case .cannotWrite(let path, let problem): return "\(path) cannot be written: \(problem)."
        case .outputClosed: return "Standard output was closed."
        }
    }

    /// Whether the command line itself is at fault.
    var isUsage: Bool {
        switch self {
        case .usage, .invalidSetting(_, _, isOption: true): true
        default: false
        }
    }
}
