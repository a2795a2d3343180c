import Domain
import Foundation
import Serving
import Testing

@Suite struct SettingsTests {
    @Test(arguments: [ServingSettings(), ServingSettings(leaveOutKinds: ["purchase"], minimumCandidates: 5)])
    func `settings read back from the manifest as they were`(settings: ServingSettings) throws {
        let bytes = try JSONEncoder().encode(settings)
        #expect(try JSONDecoder().decode(ServingSettings.self, from: bytes) == settings)
        #expect(try settings.validated() == settings)
    }

    @Test(arguments: [
        (ServingSettings(leaveOutKinds: ["Buy!"]), "serving.leave_out_kinds"),
        (ServingSettings(minimumCandidates: 0), "serving.minimum_candidates"),
        (ServingSettings(candidatesPerPlace: 101), "serving.candidates_per_place"),
    ])
    func `a setting out of range is named`(settings: ServingSettings, field: String) {
        #expect { try settings.validated() } throws: { ($0 as? InvalidSetting)?.field == field }
    }
}
