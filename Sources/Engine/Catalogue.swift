public import Domain
import Foundation
import Logging
import State
import Store

extension Kindred {
    /// The item of this id, or nil.
    public func item(_ id: ItemID) -> Item? { state.item(id) }

    /// Stores the item as it is from now on; the next request knows it.
    ///
    /// - Returns: Whether it is new to the catalogue.
    /// - Throws: As ``record(_:)``.
    public func put(_ item: Item) async throws -> Bool {
        let isNew = self.item(item.id) == nil
        _ = try await append([.item(item)])
        return isNew
    }

    /// Takes the item out of the catalogue and out of every list.
    ///
    /// - Returns: Whether there was one.
    /// - Throws: As ``record(_:)``.
    public func removeItem(_ id: ItemID) async throws -> Bool {
        guard item(id) != nil else { return false }
        _ = try await append([.itemDeleted(id)])
        return true
    }

    /// Makes changes to the catalogue in their order, all in one transaction; the next request knows them.
    ///
    /// A patch is merged into the item as it is when it is written, also where another process changed it meanwhile.
    /// - Returns: One outcome a change, in the order given.
    /// - Throws: As ``record(_:)``.
    public func change(_ changes: [ItemChange]) async throws -> [ItemChangeOutcome] {
        let outcomes: [ItemChangeOutcome]
        do {
            outcomes = try await store.change(changes)
        } catch {
            throw EngineError(error)
        }
        // As for events: what is committed is acknowledged, and the state follows at the next refresh.
        do { try catchUp() } catch { logger.error("The state lags behind the log: \(error)") }
        return outcomes
    }

    /// The user of this id, or nil.
    public func user(_ id: UserID) -> User? { state.user(id) }

    /// Stores the user as they are from now on.
    ///
    /// - Returns: Whether they are new.
    /// - Throws: As ``record(_:)``.
    public func put(_ user: User) async throws -> Bool {
        let isNew = self.user(user.id) == nil
        _ = try await append([.user(user)])
        return isNew
    }

    /// Removes what is told about the user; their events stay.
    ///
    /// - Returns: Whether there was anything.
    /// - Throws: As ``record(_:)``.
    public func removeUser(_ id: UserID) async throws -> Bool {
        guard user(id) != nil else { return false }
        _ = try await append([.userDeleted(id)])
        return true
    }
}
