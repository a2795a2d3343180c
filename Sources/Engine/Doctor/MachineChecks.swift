import Domain
import Foundation

extension Kindred {
    /// Whether the machine has room.
    func machineFindings() -> [Finding] {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: directory)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else { return [] }
        let text = "\((free >> 20).grouped) MiB are free on the disk of \(directory)."
        guard free < 1 << 30 else { return [Finding(.ok, "disk", text)] }
        return [Finding(.warning, "disk", text, advice: "Make room: when the disk is full, events are refused.")]
    }
}
