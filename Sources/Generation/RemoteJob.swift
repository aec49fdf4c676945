/// The number of a job at a provider that works on by itself, such as a prediction or a task. It is in the history before
/// it is asked about, so that after a crash it is asked about again and nothing is paid twice.
package struct RemoteJob: Sendable, Hashable {
    package let id: String
    package init(_ id: String) { self.id = id }
}

/// What a provider tells while it works, beside the text.
package struct Journal: Sendable {
    /// A job of an earlier run of this program: it goes on and is not begun anew.
    package let begun: RemoteJob?
    private let begin: @Sendable (RemoteJob) async throws(Failure) -> Void
    private let report: @Sendable (Int) -> Void
    private let leaves: @Sendable () -> Bool

    package init(
        begun: RemoteJob? = nil, begin: @escaping @Sendable (RemoteJob) async throws(Failure) -> Void = { _ in },
        report: @escaping @Sendable (Int) -> Void = { _ in }, leaves: @escaping @Sendable () -> Bool = { false }
    ) {
        self.begun = begun
        self.begin = begin
        self.report = report
        self.leaves = leaves
    }

    /// Durable when it returns.
    package func began(_ job: RemoteJob) async throws(Failure) { try await begin(job) }

    /// 0 to 100.
    package func progressed(to percent: Int) { report(percent) }

    /// Whether a cancelled task means that this program ends while the job at the provider is to go on.
    package var isLeaving: Bool { leaves() }
}
