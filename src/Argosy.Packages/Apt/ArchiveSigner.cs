using System.Globalization;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Apt;

/// <summary>Signs the releases of an archive with gpg, in a keyring of its own that is removed afterwards.</summary>
/// <remarks>The time of a signature is the archive's date, or the key's if that is younger: the same key and archive
/// give the same bytes (Ed25519 and RSA signatures have no random part).</remarks>
internal sealed class ArchiveSigner : IAsyncDisposable
{
    private const string PasswordFile = "password";
    // Of gpgv's status lines: signatures of keys that are no longer valid, or never were.
    private static readonly string[] s_bad = ["BADSIG", "ERRSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG"];
    private readonly TemporaryFolder _home = new("argosy-gpg-");
    private readonly ArchiveKey _key;
    private readonly CommandRunner _runner;
    private readonly List<string> _keys = [];
    private long _time;

    private ArchiveSigner(ArchiveKey key, CommandRunner runner, DateTimeOffset date) =>
        (_key, _runner, _time) = (key, runner, date.ToUnixTimeSeconds());

    private string Keyring => _home.At("public.gpg");

    /// <summary>Reads the key. Error ARG0585 if it isn't one, or has no private part.</summary>
    public static Task<ArchiveSigner> StartAsync(
        ArchiveKey key, CommandRunner runner, DateTimeOffset date, CancellationToken cancellation)
    {
        var signer = new ArchiveSigner(key, runner, date);
        return StartAsync(signer, () => signer.ImportAsync(cancellation), cancellation);
    }

    /// <summary>Makes a key, which is gone with the signer. Error ARG0585 if gpg can't make one.</summary>
    public static Task<ArchiveSigner> StartWithNewKeyAsync(CommandRunner runner, CancellationToken cancellation)
    {
        var signer = new ArchiveSigner(new("new key"), runner, DateTimeOffset.UnixEpoch);
        return StartAsync(signer, () => signer.MakeKeyAsync(cancellation), cancellation);
    }

    private static async Task<ArchiveSigner> StartAsync(
        ArchiveSigner signer, Func<Task> fill, CancellationToken cancellation)
    {
        try
        {
            await fill();
            await signer.ListAsync(cancellation);
            return signer;
        }
        catch
        {
            await signer.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the public key, as apt's <c>signed-by</c> takes it, and with ASCII armour as
    /// <c>.asc</c>.</summary>
    public async Task ExportAsync(string file, CancellationToken cancellation)
    {
        File.Copy(Keyring, file);
        await GpgAsync(["--armor", "--export-options", "export-minimal", "--output",
            Path.ChangeExtension(file, ".asc"), "--export", .. _keys], cancellation);
    }

    /// <summary>Writes <c>InRelease</c> and <c>Release.gpg</c> beside a <c>Release</c>. Error ARG0586 if the key can't
    /// sign, or no apt would accept it today, because it has expired.</summary>
    public async Task SignAsync(string folder, CancellationToken cancellation)
    {
        var release = Path.Combine(folder, "Release");
        IEnumerable<string> by = _keys.SelectMany(k => (string[])["--local-user", k]);
        await SignAsync(
            [.. by, "--clear-sign", "--output", Path.Combine(folder, "InRelease"), release], cancellation);
        await SignAsync(
            [.. by, "--armor", "--detach-sign", "--output", Path.Combine(folder, "Release.gpg"), release],
            cancellation);
        await VerifyAsync([Path.Combine(folder, "InRelease")], cancellation);
        await VerifyAsync([Path.Combine(folder, "Release.gpg"), release], cancellation);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // The agent, which gpg starts by itself, ends with its socket, but not at once.
        await _runner.TryRunAsync(
            new Command("gpgconf", "--homedir", _home.Path, "--kill", "gpg-agent"), CancellationToken.None);
        _home.Dispose();
    }

    private async Task ImportAsync(CancellationToken cancellation)
    {
        _ = _key.Fingerprint;
        if (_key.Password is { } password) WritePassword(password);
        var imported = await GpgAsync(["--import", Path.GetFullPath(_key.File)], cancellation);
        if (!imported.Succeeded) throw _key.Unusable($"gpg can't read it: {imported.Tail(1).Trim()}");
    }

    private async Task MakeKeyAsync(CancellationToken cancellation)
    {
        var made = await GpgAsync(
            ["--quick-gen-key", "Argosy <argosy@localhost>", "ed25519", "sign", "never"], cancellation);
        if (!made.Succeeded) throw _key.Unusable($"gpg can't make it: {made.Tail(1).Trim()}");
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        var listed = await GpgAsync(["--with-colons", "--list-secret-keys"], cancellation);
        ReadKeys(listed.Output);
        if (_keys.Count == 0) throw _key.Unusable("it has no private key");
        await GpgAsync(["--export-options", "export-minimal", "--output", Keyring, "--export", .. _keys], cancellation);
    }

    // doc/DETAILS of GnuPG: 'sec' and 'ssb' are keys and their subkeys, the sixth field is the time of creation; 'fpr'
    // after them is the fingerprint.
    private void ReadKeys(string listing)
    {
        var isKey = false;
        foreach (var fields in listing.Split('\n').Select(l => l.Split(':')).Where(f => f.Length > 9))
        {
            if (fields[0] is "sec" or "ssb"
                && long.TryParse(fields[5], NumberStyles.None, CultureInfo.InvariantCulture, out var created))
                _time = Math.Max(_time, created);
            if (fields[0] == "fpr" && isKey) _keys.Add(fields[9]);
            isKey = fields[0] == "sec";
        }
    }

    private void WritePassword(string password)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var writer = new StreamWriter(_home.At(PasswordFile), options);
        writer.Write(password);
    }

    private async Task SignAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var signed = await GpgAsync([$"--faked-system-time={_time}!", "--digest-algo", "SHA512", .. arguments],
            cancellation);
        if (!signed.Succeeded) throw CannotSign($"gpg can't sign with it: {signed.Tail(1).Trim()}");
    }

    // With today's time, as apt will.
    private async Task VerifyAsync(IEnumerable<string> files, CancellationToken cancellation)
    {
        var verified = await _runner.TryRunAsync(new Command(
            "gpgv", ["--homedir", _home.Path, "--keyring", Keyring, "--status-fd", "1", .. files]), cancellation);
        var status = verified.Output.Split('\n').Select(l => l.Split(' ')).Where(l => l.Length > 1)
            .Select(l => l[1]).ToList();
        if (status.Any(s_bad.Contains) || !status.Contains("GOODSIG"))
            throw CannotSign(status.Contains("EXPKEYSIG")
                ? "the key has expired: no apt would accept the archive"
                : $"gpgv doesn't accept its signature: {verified.Tail(1).Trim()}");
    }

    private Task<CommandResult> GpgAsync(IEnumerable<string> arguments, CancellationToken cancellation) =>
        _runner.TryRunAsync(new Command("gpg",
        [
            "--homedir", _home.Path, "--batch", "--no-tty", "--quiet", "--no-emit-version", "--no-comments",
            "--pinentry-mode", "loopback", "--passphrase-file", PasswordPath(), .. arguments,
        ])
        {
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8", ["GNUPGHOME"] = null },
        }, cancellation);

    private string PasswordPath() => _key.Password is null ? "/dev/null" : _home.At(PasswordFile);

    private ArgosyException CannotSign(string cause) => new(new Diagnostic("ARG0586", new(_key.File), cause,
        "Prolong the key's validity, or use another one, and give users its public part in time."));
}
