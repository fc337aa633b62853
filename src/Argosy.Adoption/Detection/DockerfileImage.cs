using System.Globalization;
using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;
using Argosy.Platforms.Rules;

namespace Argosy.Adoption.Detection;

/// <summary>Reads a Dockerfile as the declaration of an image. Of several stages the last one counts.</summary>
internal sealed class DockerfileImage
{
    // What any program of Debian expects, and a shell for the commands that need one.
    private static readonly string[] s_basic = ["base-files", "base-passwd", "bash", "coreutils", "dash", "libc-bin",
        "libc6"];

    private static readonly Dictionary<string, string[]> s_bases = EmbeddedText.Rows("Data/base-images.txt")
        .Select(r => r.Split('=')).ToDictionary(
            r => r[0].Trim(), r => r[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    private readonly string _file;
    private readonly DockerCopy _copy;
    private readonly DockerVariables _variables = new();
    private readonly List<Guess> _packages = [];
    private readonly List<ImageUserProposal> _users = [];
    private readonly List<ImageFileProposal> _files = [];
    private readonly List<string> _notExpressed = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _env = [];
    private readonly List<KeyValuePair<string, string>> _labels = [];
    private readonly List<string> _ports = [];
    private readonly List<string> _volumes = [];
    private string _workdir = "/";
    private ImageProposal _image;

    private DockerfileImage(ProjectFiles files, string file, string name)
    {
        _file = file;
        _image = new(name, file);
        _copy = new(files, ProjectFiles.FolderOf(file));
    }

    /// <summary>The image; null if the file has no FROM, which is a finding.</summary>
    public static ImageProposal? Read(ProjectFiles files, Findings findings, string file, string name)
    {
        var instructions = DockerfileScanner.Read(files.Text(file) ?? "");
        var stage = instructions.ToList().FindLastIndex(i => i.Name == "FROM");
        if (stage < 0)
        {
            findings.Malformed(file, instructions.Count == 0 ? 1 : instructions[0].Line, "no line begins with FROM");
            return null;
        }

        var reader = new DockerfileImage(files, file, name);
        foreach (var argument in instructions.Take(stage).Where(i => i.Name == "ARG")) reader.Argument(argument);
        if (instructions.Take(stage).FirstOrDefault(i => i.Name == "FROM") is { } first)
            reader.Not(first, "an earlier stage: what it builds is a native item, a .NET item or a wheel");
        foreach (var instruction in instructions.Skip(stage)) reader.Take(instruction);
        return reader.Result();
    }

    private ImageProposal Result() => _image with
    {
        Packages = _packages,
        Files = _files,
        Users = _users,
        Env = [.. _env.GroupBy(e => e.Key).Select(g => g.Last())],
        Labels = [.. _labels.GroupBy(l => l.Key).Select(g => g.Last())],
        Ports = [.. _ports.Distinct()],
        Volumes = [.. _volumes.Distinct()],
        Lines = _lines,
        NotExpressed = _notExpressed,
    };

    private void Take(DockerInstruction line)
    {
        switch (line.Name)
        {
            case "FROM": From(line); break;
            case "RUN": Run(line); break;
            case "COPY" or "ADD": Copy(line); break;
            case "ARG": Argument(line); break;
            case "ENV": Pairs(line, "env", _env, TextRules.Variable); break;
            case "LABEL": Pairs(line, "labels", _labels, TextRules.LabelKey); break;
            case "EXPOSE": Each(line, "ports", _ports, TextRules.Port); break;
            case "VOLUME": Each(line, "volumes", _volumes, TextRules.ImagePath); break;
            case "USER": User(line); break;
            case "WORKDIR": Workdir(line); break;
            case "ENTRYPOINT": Command(line, "entrypoint", c => _image = _image with { Entrypoint = c }); break;
            case "CMD": Command(line, "cmd", c => _image = _image with { Cmd = c }); break;
            case "HEALTHCHECK": Health(line); break;
            case "STOPSIGNAL" when TextRules.Signal.Allows(line.Text):
                _lines["stop-signal"] = line.Line;
                _image = _image with { StopSignal = line.Text };
                break;
            default: Not(line, "image.yaml has no such key"); break;
        }
    }

    private void From(DockerInstruction line)
    {
        var written = DockerWords.Of(line.Rest) is [var first, ..] ? _variables.Expand(first) ?? "" : "";
        var place = $"{_file}:{line.Line}";
        foreach (var package in s_basic) _packages.Add(new(package, $"{place}, which has a whole system"));
        var name = written.Split('@')[0].Split('/')[^1].Split(':')[0];
        if (!s_bases.TryGetValue(name, out var more))
        {
            Not(line, "no Debian packages are known for this image: add those that offer the same");
            return;
        }

        foreach (var package in more) _packages.Add(new(package, place));
        if (name != "debian")
            Not(line, "the packages are those of the model's Debian, whose versions may differ from this image's");
    }

    private void Run(DockerInstruction line)
    {
        var text = line.Json is { } words ? string.Join(' ', words) : _variables.Expand(line.Rest) ?? line.Rest;
        var rest = DockerRun.Read(text, line.Line, $"{_file}:{line.Line}", _packages, _users);
        foreach (var step in rest) Not(line, "no command runs in an image's build", $"RUN {step}");
    }

    private void Copy(DockerInstruction line)
    {
        if (_copy.Read(line, _variables, _workdir, out var reason) is { } files) _files.AddRange(files);
        else Not(line, reason);
    }

    private void Argument(DockerInstruction line)
    {
        foreach (var word in DockerWords.Of(line.Text))
        {
            if (word.Split('=', 2) is [var name, var value]
                && _variables.Expand(value) is { } plain) _variables.Set(name, plain);
        }
    }

    private void Pairs(DockerInstruction line, string key, List<KeyValuePair<string, string>> all, TextRule rule)
    {
        if (_variables.Pairs(line.Text) is not { } pairs || pairs.Any(p => !rule.Allows(p.Key)))
        {
            Not(line, "a variable without a value, or a name that image.yaml doesn't take");
            return;
        }

        _lines.TryAdd(key, line.Line);
        all.AddRange(pairs);
        if (key == "env") foreach (var (name, value) in pairs) _variables.Set(name, value);
    }

    private void Each(DockerInstruction line, string key, List<string> all, TextRule rule)
    {
        foreach (var word in line.Json ?? DockerWords.Of(line.Text))
        {
            if (_variables.Expand(word) is { } value && rule.Allows(value))
            {
                _lines.TryAdd(key, line.Line);
                all.Add(value);
            }
            else Not(line, $"'{word}' isn't {rule.Noun} for image.yaml");
        }
    }

    private void User(DockerInstruction line)
    {
        if (_variables.Expand(line.Text) is not { } user || !TextRules.ContainerUser.Allows(user))
        {
            Not(line, "a variable without a value, or a name that image.yaml doesn't take");
            return;
        }

        _lines["user"] = line.Line;
        _image = _image with { User = user };
    }

    private void Workdir(DockerInstruction line)
    {
        if (_variables.Expand(line.Text.Trim('"')) is not { } folder)
        {
            Not(line, "a variable without a value");
            return;
        }

        var whole = folder.StartsWith('/') ? folder : $"{_workdir.TrimEnd('/')}/{folder}";
        if (whole.TrimEnd('/') is { Length: > 0 } path && !TextRules.ImagePath.Allows(path))
        {
            Not(line, "a path that image.yaml doesn't take");
            return;
        }

        _workdir = whole.TrimEnd('/') is { Length: > 0 } kept ? kept : "/";
        _lines["workdir"] = line.Line;
        _image = _image with { Workdir = _workdir };
    }

    private void Command(DockerInstruction line, string key, Action<IReadOnlyList<string>> set)
    {
        var command = line.Json ?? (line.Text.Length == 0 ? [] : ["/bin/sh", "-c", line.Text]);
        if (command.Count == 0 || command.Any(c => c.Length == 0))
        {
            Not(line, "an empty argument");
            return;
        }

        _lines[key] = line.Line;
        set(command);
    }

    private void Health(DockerInstruction line)
    {
        if (line.Text.Equals("NONE", StringComparison.OrdinalIgnoreCase)) return;
        var rest = line.Rest;
        var command = rest.StartsWith("CMD", StringComparison.OrdinalIgnoreCase) ? rest[3..].Trim() : "";
        var words = (line with { Text = command }).Json ?? (command.Length == 0 ? null : ["/bin/sh", "-c", command]);
        if (words is not { Count: > 0 } || words.Any(w => w.Length == 0))
        {
            Not(line, "its form isn't CMD with a command");
            return;
        }

        var numbers = new List<KeyValuePair<string, int>>();
        foreach (var key in (string[])["interval", "timeout", "retries", "start-period"])
        {
            if (!line.Flags.TryGetValue(key, out var value)) continue;
            if (Seconds(value) is { } seconds && (seconds > 0 || key == "start-period")) numbers.Add(new(key, seconds));
            else Not(line, $"--{key}={value} isn't a whole number of seconds");
        }

        _lines["health-check"] = line.Line;
        _image = _image with { Health = new(words) { Numbers = numbers } };
    }

    // A number, or a time of Go: 30s, 5m, 1m30s.
    private static int? Seconds(string text)
    {
        var (seconds, number) = (0, "");
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c)) number += c;
            else if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                || value > 100_000)
                return null;
            else
            {
                seconds += c switch { 's' => value, 'm' => value * 60, 'h' => value * 3600, _ => int.MinValue / 2 };
                number = "";
            }
        }

        if (number.Length > 0
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var rest)) seconds += rest;
        return seconds >= 0 ? seconds : null;
    }

    private void Not(DockerInstruction line, string why, string? what = null)
    {
        var shown = what ?? $"{line.Name} {line.Text}".TrimEnd();
        _notExpressed.Add($"line {line.Line}: {(shown.Length > 90 ? $"{shown[..90]}…" : shown)}: {why}");
    }
}
