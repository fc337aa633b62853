using System.Diagnostics;

namespace Argosy.Testing;

/// <summary>A key of gpg in a keyring of its own, which is gone when it is disposed.</summary>
internal sealed class GpgKey : IAsyncDisposable
{
    private readonly TestFolder _home = new();
    private readonly string _name;

    private GpgKey(string name) => _name = name;

    /// <summary>The private key's file.</summary>
    public string File => _home.At($"{_name}.key");

    /// <summary>The public key's file, as apt's <c>signed-by</c> takes it.</summary>
    public string Public => _home.At($"{_name}.gpg");

    /// <summary>Makes one of 2023-01-01, older than what it signs.</summary>
    /// <param name="name">Its owner.</param>
    /// <param name="expires">When, as gpg takes it.</param>
    /// <param name="password">Its password; empty for none.</param>
    public static async Task<GpgKey> MakeAsync(string name, string expires = "never", string password = "")
    {
        var key = new GpgKey(name);
        await key.RunAsync("--faked-system-time=20230101T000000!", "--passphrase", password, "--quick-gen-key",
            $"{name} <{name}@example.org>", "ed25519", "sign", expires);
        await key.RunAsync("--passphrase", password, "--output", key.File, "--export-secret-keys");
        await key.RunAsync("--output", key.Public, "--export");
        return key;
    }

    /// <summary>Signs a release of an archive as its owner did in December 2023, whatever is there already.</summary>
    /// <param name="folder">Has <c>Release</c>.</param>
    public async Task SignAsync(string folder)
    {
        foreach (var (form, file) in
            ((string, string)[])[("--clear-sign", "InRelease"), ("--detach-sign", "Release.gpg")])
        {
            System.IO.File.Delete(Path.Combine(folder, file));
            await RunAsync("--faked-system-time=20231201T000000!", form, "--output", Path.Combine(folder, file),
                Path.Combine(folder, "Release"));
        }
    }

    /// <summary>Runs gpg with the keyring.</summary>
    public async Task RunAsync(params string[] arguments)
    {
        using var gpg = Process.Start(new ProcessStartInfo("gpg",
            ["--homedir", _home.Path, "--batch", "--quiet", "--pinentry-mode", "loopback", .. arguments])
        {
            RedirectStandardError = true,
        })!;
        var error = await gpg.StandardError.ReadToEndAsync();
        await gpg.WaitForExitAsync();
        if (gpg.ExitCode != 0) throw new InvalidOperationException(error);
    }

    public async ValueTask DisposeAsync()
    {
        using (var ended = Process.Start("gpgconf", ["--homedir", _home.Path, "--kill", "gpg-agent"]))
            await ended.WaitForExitAsync();
        _home.Dispose();
    }
}
