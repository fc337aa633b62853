using System.Diagnostics;

namespace Argosy.Testing;

/// <summary>OpenSSH's server on loopback with its own keys, for the user of the test.</summary>
internal sealed class LoopbackSshd : LoopbackDaemon
{
    private LoopbackSshd(TestFolder folder, int port)
        : base(folder, port, "/usr/sbin/sshd", "-D", "-e", "-f", folder.At("sshd_config"))
    {
    }

    /// <summary>A file for <c>ssh -F</c> that knows the host <c>mirror</c>.</summary>
    public string Configuration => Folder.At("ssh_config");

    /// <param name="path">The PATH of sessions; null for the default one.</param>
    public static async Task<LoopbackSshd> StartAsync(string? path = null)
    {
        var folder = new TestFolder();
        var port = ServerPort.Take();
        foreach (var key in (string[])["host", "user"])
        {
            using var made = Process.Start("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", folder.At(key)]);
            await made.WaitForExitAsync();
        }

        // Where sshd, started by root, puts its unprivileged half.
        if (Environment.IsPrivilegedProcess) Directory.CreateDirectory("/run/sshd");
        folder.Write("sshd_config", $"""
            ListenAddress 127.0.0.1:{port}
            HostKey {folder.At("host")}
            PidFile {folder.At("pid")}
            AuthorizedKeysFile {folder.At("user.pub")}
            StrictModes no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin yes
            MaxStartups 100
            {(path is null ? "" : $"SetEnv PATH={path}")}

            """);
        folder.Write("ssh_config", $"""
            Host mirror
              HostName 127.0.0.1
              Port {port}
              User {Environment.UserName}
              IdentityFile {folder.At("user")}
              IdentitiesOnly yes
              UserKnownHostsFile {folder.At("known_hosts")}
              StrictHostKeyChecking accept-new
              LogLevel ERROR

            """);
        var sshd = new LoopbackSshd(folder, port);
        await sshd.StartedAsync();
        return sshd;
    }
}
