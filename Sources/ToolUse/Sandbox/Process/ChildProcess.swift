import CLinux
import Glibc

/// A process that we started: a session of its own, with the descriptors that it is handed and no others.
///
/// swift-subprocess starts processes with three descriptors alone; bubblewrap is handed its filter, its program and its
/// report in further ones.
struct ChildProcess {
    /// Its number, which stays its own until `wait` has returned.
    let identifier: pid_t

    /// Starts a program without any environment; descriptor `i` of the child is `descriptors[i]`.
    ///
    /// A child that wants to die with its parent dies with the *thread* that calls this.
    init(_ words: [String], descriptors: [Descriptor]) throws(SandboxError) {
        // Numbers above the targets first, so that no target is overwritten before it was copied.
        let copies = descriptors.map { fcntl($0.number, F_DUPFD_CLOEXEC, Int32(descriptors.count)) }
        defer { for copy in copies where copy >= 0 { close(copy) } }
        guard copies.allSatisfy({ $0 >= 0 }) else { throw .failed("copy a descriptor") }
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var identifier: pid_t = 0
        let code = linux_spawn(&identifier, arguments, copies, Int32(copies.count))
        guard code == 0 else { throw .failed("start \(words.first ?? "nothing")", code) }
        self.identifier = identifier
    }

    /// Kills it, and what has not yet left its group.
    func kill() {
        Glibc.kill(-identifier, SIGKILL)
        Glibc.kill(identifier, SIGKILL)
    }

    /// Waits for its end and removes it from the process table.
    func wait() {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    }
}
