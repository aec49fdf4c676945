import Glibc

@main enum Main {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        // Whoever starts this may do so from a thread with its signals blocked, and a child inherits that.
        var none = sigset_t()
        sigemptyset(&none)
        sigprocmask(SIG_SETMASK, &none, nil)
        exit(StudioProgram().run())
    }
}
