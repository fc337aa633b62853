using Argosy.Processes;

namespace Argosy.DevStack.Tests;

/// <summary>The content of a <c>local.conf</c>, read by bash with DevStack's rules but without its code.</summary>
/// <param name="Variables">Those of the localrc section, with the remaining services in
/// <c>ENABLED_SERVICES</c>.</param>
/// <param name="Settings">Phase, file, section and key with the value that the file gets.</param>
internal sealed record LocalConfReading(
    IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<string, string> Settings)
{
    private const string Functions =
        """
        declare -A on; for s in key n-cpu c-bak s-proxy s-object; do on[$s]=1; done
        disable_all_services() { on=(); }
        enable_service() { for s; do on[$s]=1; done; }
        disable_service() { for s; do unset "on[$s]"; done; }
        enable_plugin() { PLUGINS+="$* "; }
        set -a
        . ./localrc
        ENABLED_SERVICES=$(printf '%s\n' "${!on[@]}" | sort | tr '\n' ' ')
        env -0
        """;

    // DevStack's own reader changes values in this way: read without -r, eval between double quotes, an unquoted echo.
    private const string SettingsReader =
        """
        while read line; do
          eval "value=\"$line\""
          value=$(echo $value)
          printf '%s\0' "$value"
        done
        """;

    public static async Task<LocalConfReading> Of(
        string localConf, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var (localrc, settings) = Split(localConf);
        var folder = Directory.CreateTempSubdirectory("argosy-pipelines-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "localrc"), localrc);
            string[] given = [.. (environment ?? new Dictionary<string, string?>()).Select(v => $"{v.Key}={v.Value}")];
            var variables = await Run(new("env",
            [
                "-i", "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", .. given, "bash", "--noprofile", "--norc", "-c", Functions
            ])
            {
                Folder = folder.FullName,
            });
            var values = await Run(new("bash", "--noprofile", "--norc", "-c", SettingsReader)
            {
                Folder = folder.FullName,
                Input = string.Concat(settings.Select(s => s.Value + "\n")),
            });
            return new(
                variables.TrimEnd('\n').Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=', 2))
                    .Where(v => v[0] is not ("PWD" or "OLDPWD" or "_" or "SHLVL" or "s")
                        && !v[0].StartsWith("BASH_FUNC", StringComparison.Ordinal))
                    .ToDictionary(v => v[0], v => v[1]),
                settings.Select(s => s.Key).Zip(values.Split('\0')).ToDictionary(s => s.First, s => s.Second));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (string Localrc, List<(string Key, string Value)> Settings) Split(string text)
    {
        var (localrc, settings, file, section) = (new List<string>(), new List<(string, string)>(), "", "");
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("[[", StringComparison.Ordinal)) file = line;
            else if (file == "[[local|localrc]]") localrc.Add(line);
            else if (line.StartsWith('[')) section = line;
            else if (!line.StartsWith('#') && line.Split('=', 2) is [var key, var value])
                settings.Add(($"{file}{section}{key.TrimEnd()}", value.Trim()));
        }

        return (string.Join('\n', localrc) + "\n", settings);
    }

    private static async Task<string> Run(Command command) =>
        (await new CommandRunner(_ => { }).RunAsync(command, CancellationToken.None)).Output;
}
