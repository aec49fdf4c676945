import CCurl
import EventLoop

/// One multi handle: many exchanges, one pool of kept connections.
///
/// `@unchecked Sendable` because it is used on its loop's thread only, and at the end by the last owner.
final class CurlMulti: @unchecked Sendable {
    private let pointer: UnsafeMutableRawPointer

    /// libcurl's own set-up, once in the process.
    private static let globalCode = curl_global_init(Int(CURL_GLOBAL_DEFAULT)).rawValue

    init() throws(TransferError) {
        try check(CURLcode(rawValue: CurlMulti.globalCode), "curl_global_init")
        guard let pointer = curl_multi_init() else { throw TransferError(.internal, "curl_multi_init") }
        self.pointer = pointer
    }

    deinit {
        curl_multi_cleanup(pointer)
    }

    /// The loop must call `stop` before it is gone: libcurl holds it unretained.
    func start(for loop: CurlLoop) throws(TransferError) {
        let context = Unmanaged.passUnretained(loop).toOpaque()
        try check(curl_multi_set_pointer(pointer, CURLMOPT_SOCKETDATA, context), "socket data")
        try check(curl_multi_set_pointer(pointer, CURLMOPT_TIMERDATA, context), "timer data")
        try check(curl_multi_set_socket(pointer, socketChanged), "socket function")
        try check(curl_multi_set_timer(pointer, timerChanged), "timer function")
        try check(curl_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, 32), "kept connections")
    }

    func stop() {
        curl_multi_set_socket(pointer, nil)
        curl_multi_set_timer(pointer, nil)
    }

    func add(_ easy: CurlEasy) throws(TransferError) {
        try check(curl_multi_add_handle(pointer, easy.pointer), "curl_multi_add_handle")
    }

    func remove(_ easy: CurlEasy) {
        // Fails only for a handle that is not in here.
        curl_multi_remove_handle(pointer, easy.pointer)
    }

    /// Something happened on a socket, or (`CURL_SOCKET_TIMEOUT`) the time has come.
    func act(_ socket: Int32, events: Int32) {
        var running: Int32 = 0
        // Errors of single exchanges come through `nextEnded`; there are no others that we could act on.
        curl_multi_socket_action(pointer, socket, events, &running)
    }

    func nextEnded() -> (TransferID, CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(pointer, &left) {
            if message.pointee.msg == CURLMSG_DONE, let id = CurlEasy.id(of: message.pointee.easy_handle) {
                return (id, message.pointee.data.result)
            }
        }
        return nil
    }
}

private let socketChanged: curl_socket_callback = { _, socket, what, context, _ in
    guard let context else { return 0 }
    let interest: Interest =
        switch what {
        case CURL_POLL_IN: .read
        case CURL_POLL_OUT: .write
        case CURL_POLL_INOUT: [.read, .write]
        default: []
        }
    Unmanaged<CurlLoop>.fromOpaque(context).takeUnretainedValue().assumeIsolated { $0.watch(socket, for: interest) }
    return 0
}

private let timerChanged: curl_multi_timer_callback = { _, milliseconds, context in
    guard let context else { return 0 }
    Unmanaged<CurlLoop>.fromOpaque(context).takeUnretainedValue().assumeIsolated {
        $0.setTimer(milliseconds: milliseconds)
    }
    return 0
}
