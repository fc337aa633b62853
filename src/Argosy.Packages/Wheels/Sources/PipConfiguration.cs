using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Wheels.Sources;

/// <summary>The index that the machine's pip is configured for: variables, pip.conf, else pip's own default.</summary>
internal static class PipConfiguration
{
    // pip's own order: the command's section, then the general one; variables come first.
    private static readonly string[] s_keys =
        [":env:.index-url", "install.index-url", "global.index-url"];

    private const string BuiltIn = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)";

    /// <summary>The index's address, with a slash at its end. Error ARG0555.</summary>
    public static async Task<Uri> IndexAsync(CommandRunner runner, CancellationToken cancellation)
    {
        var listed = await runner.TryRunAsync(
            new Command("python3", "-m", "pip", "--disable-pip-version-check", "config", "list"), cancellation);
        if (!listed.Succeeded) throw Unknown($"pip can't tell its configuration:\n{listed.Tail()}\n");
        var text = FindIn(listed.Output);
        if (text is null)
        {
            var built = await runner.TryRunAsync(new Command("python3", "-c", BuiltIn), cancellation);
            text = built.Succeeded ? built.Output.Trim() : throw Unknown("pip is configured for none");
        }

        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
                ? address
                : throw Unknown("pip's is no http or https address");
    }

    /// <summary>The index in the output of <c>pip config list</c>; null if it has none.</summary>
    internal static string? FindIn(string listed)
    {
        var settings = listed.Split('\n').Select(l => l.Split('=', 2)).Where(l => l.Length == 2)
            .GroupBy(l => l[0].Trim()).ToDictionary(g => g.Key, g => g.Last()[1].Trim().Trim('\'', '"'));
        return s_keys.Select(settings.GetValueOrDefault).FirstOrDefault(v => !string.IsNullOrEmpty(v));
    }

    private static ArgosyException Unknown(string cause) => new(new Diagnostic("ARG0555", new("index: default"), cause,
        "Install python3-pip and configure its index-url, or write the index's address in wheels/wheels.yaml."));
}
