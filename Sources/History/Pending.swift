package import Generation
extension SQLiteHistory {
    package func days(of account: AccountID, from bound: DayBound, limit: Int) async throws(Failure) -> [DaySummary] {
        []
    }
    package func count(on day: Day, of account: AccountID) async throws(Failure) -> Int? { 0 }
    package func unused(_ keys: [MediaKey]) async throws(Failure) -> [MediaKey] { [] }
}
