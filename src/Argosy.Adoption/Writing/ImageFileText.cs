using System.Globalization;
using Argosy.Adoption.Proposals;
using Argosy.Platforms.Rules;
using Argosy.Yaml.Writing;

namespace Argosy.Adoption.Writing;

/// <summary>Writes images/NAME/image.yaml.</summary>
internal static class ImageFileText
{
    // Users that each image has by the package base-passwd.
    private static readonly HashSet<string> s_known = new(StringComparer.Ordinal)
    {
        "root", "daemon", "bin", "sys", "sync", "games", "man", "lp", "mail", "news", "uucp", "proxy", "www-data",
            "backup", "list",
        "irc", "_apt", "nobody",
    };

    /// <summary>The file.</summary>
    public static PlannedFile Write(ImageProposal image)
    {
        var comment = image.NotExpressed.Count == 0
            ? $"guessed from {image.From}, of which each instruction is here"
            : string.Join('\n',
                image.NotExpressed.Prepend($"guessed from {image.From}; what of it isn't here, and why:"));
        return new($"images/{image.Name}/image.yaml", YamlWriter.Write(
            "# A container image, built for each architecture without a daemon and without running commands.",
            comment, new Mapping([.. Entries(image)])));
    }

    private static IEnumerable<Entry> Entries(ImageProposal image)
    {
        yield return new("packages", FlowText.Commented(image.Packages.Index()
            .Select(p => (p.Item.Value, IsSame(image, p.Index) ? null : p.Item.Comment))));
        var users = Users(image).ToList();
        if (users.Count > 0)
            yield return new("users", new Sequence([.. users.Select(u => new Item(User(u), From(image, u.Line)))]));
        if (image.Files.Count > 0)
            yield return new("files",
                new Sequence([.. image.Files.Select(f => new Item(File(f), FileComment(image, f)))]));
        if (image.Env.Count > 0) yield return Entry(image, "env", Map(image.Env));
        if (image.User is { } user) yield return Entry(image, "user", new Scalar(user));
        if (image.Workdir is { } workdir) yield return Entry(image, "workdir", new Scalar(workdir));
        if (image.Ports.Count > 0) yield return Entry(image, "ports", FlowText.List(image.Ports));
        if (image.Volumes.Count > 0) yield return Entry(image, "volumes", FlowText.List(image.Volumes));
        if (image.Entrypoint.Count > 0) yield return Entry(image, "entrypoint", FlowText.List(image.Entrypoint));
        if (image.Cmd.Count > 0) yield return Entry(image, "cmd", FlowText.List(image.Cmd));
        if (image.StopSignal is { } signal) yield return Entry(image, "stop-signal", new Scalar(signal));
        if (image.Health is { } health) yield return Entry(image, "health-check", Health(health));
        if (image.Labels.Count > 0) yield return Entry(image, "labels", Map(image.Labels));
    }

    // Packages of one line follow one comment.
    private static bool IsSame(ImageProposal image, int index) =>
        index > 0 && image.Packages[index - 1].From == image.Packages[index].From;

    private static Entry Entry(ImageProposal image, string key, YamlTree value) =>
        new(key, value, image.Lines.TryGetValue(key, out var line) ? From(image, line) : null);

    private static string From(ImageProposal image, int line) => $"guessed from {image.From}:{line}";

    // A user that the image starts as has to be in it.
    private static IEnumerable<ImageUserProposal> Users(ImageProposal image)
    {
        var users = image.Users.Where(u => !s_known.Contains(u.Name)).DistinctBy(u => u.Name).ToList();
        var own = image.User?.Split(':')[0];
        var missing = image.Files.Select(f => f.Owner).Append(own).OfType<string>()
            .Where(n => TextRules.Account.Allows(n) && !s_known.Contains(n) && users.All(u => u.Name != n)).Distinct();
        return users.Concat(missing.Select(n => new ImageUserProposal(image.Lines.GetValueOrDefault("user", 1), n)));
    }

    private static YamlTree User(ImageUserProposal user)
    {
        var entries = new List<(string, string)> { ("name", user.Name) };
        if (user.Id is { } id) entries.Add(("id", id.ToString(CultureInfo.InvariantCulture)));
        if (user.Home is { } home) entries.Add(("home", home));
        if (user.Shell is { } shell) entries.Add(("shell", shell));
        return FlowText.Map(entries);
    }

    private static Mapping File(ImageFileProposal file)
    {
        var entries = new List<Entry> { new("source", new Scalar(file.Source)),
            new("destination", new Scalar(file.Destination)) };
        if (file.Mode is { } mode) entries.Add(new("mode", new Scalar(mode, ScalarKind.Literal)));
        if (file.Owner is { } owner) entries.Add(new("owner", new Scalar(owner)));
        if (file.Group is { } group) entries.Add(new("group", new Scalar(group)));
        return new(entries);
    }

    private static string FileComment(ImageProposal image, ImageFileProposal file) => file.IsThere
        ? From(image, file.Line)
        : $"{From(image, file.Line)}; the project has no such file now: name what a target makes, such as "
            + "artifacts/native/ITEM/{arch}/bin/PROGRAM";

    private static Mapping Health(HealthProposal health) => new(
    [
        new("command", FlowText.List(health.Command)),
        .. health.Numbers.Select(n => new Entry(
            n.Key, new Scalar(n.Value.ToString(CultureInfo.InvariantCulture), ScalarKind.Literal))),
    ]);

    private static Mapping Map(IReadOnlyList<KeyValuePair<string, string>> pairs) =>
        new([.. pairs.Select(p => new Entry(p.Key, new Scalar(p.Value)))]);
}
