import Glibc

@main enum Main {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        exit(StudioProgram().run())
    }
}
