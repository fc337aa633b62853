using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>A file of the layer above the packages, owned by root unless it has an owner.</summary>
/// <param name="Place">Its line in <c>image.yaml</c>, for errors that only a build can show.</param>
/// <param name="Destination">Its path in the image. With a trailing slash: the folder to put it into.</param>
/// <param name="Mode">Permission bits; null gives 0755 for files that their owner may execute, else 0644.</param>
public abstract record ImageFile(SourceLocation Place, Template Destination, UnixFileMode? Mode)
{
    /// <summary>The only architectures that have it; empty for all.</summary>
    public IReadOnlyList<Architecture> Architectures { get; init; } = [];

    /// <summary>The user that owns it: a name of the image's users, or a number; null for root.</summary>
    public string? Owner { get; init; }

    /// <summary>The group that owns it; null for root.</summary>
    public string? Group { get; init; }

    /// <summary>Capabilities that it gives as a program; null for none.</summary>
    public FileCapabilities? Capabilities { get; init; }

    /// <summary>Whether an architecture's image has it.</summary>
    public bool IsFor(Architecture architecture) => Architectures.Count == 0 || Architectures.Contains(architecture);

    internal static ImageFile Read(YamlMap map)
    {
        var place = map.Place;
        var destination = Template.Read(map.Get("destination").AsText());
        if (!ImagePath.IsAbsolute(destination.Text))
            throw Error("ARG0402", map.Get("destination").Place, $"'{destination.Text}' is no path in the image",
                "Begin it with '/', and write it without '.' and '..'.");
        var mode = map.Find("mode") is { } text ? ReadMode(text.AsText()) : null;
        var source = map.Find("source")?.AsText();
        var content = map.Find("text")?.AsText();
        var link = map.Find("link")?.AsText();
        var architectures = map.Find("architectures")?.AsList().Texts()
            .Select(t => Architecture.Parse(t.Value, t.Place));
        var owner = map.Find("owner") is { } user ? TextRules.Owner.Check(user.AsText(), "ARG0457") : null;
        var group = map.Find("group") is { } members ? TextRules.Owner.Check(members.AsText(), "ARG0457") : null;
        var capabilities = map.Find("capabilities") is { } given ? FileCapabilities.Read(given.AsText()) : null;
        map.Done();
        ImageFile file = (source, content, link) switch
        {
            ({ } s, null, null) => new CopiedFile(place, ReadSource(s), destination, mode),
            (null, { } t, null) => new WrittenFile(place, t.Value, destination, mode),
            (null, null, { } l) when mode is null && capabilities is null =>
                new LinkedFile(place, Template.Read(l), destination),
            (null, null, { }) => throw Error(
                "ARG0404", place, "a link has neither mode nor capabilities", "Leave them out."),
            _ => throw Error("ARG0403", place, "a file needs exactly one of 'source', 'text' and 'link'",
                "'source' copies from the project, 'text' is written unchanged, 'link' points elsewhere."),
        };
        return file with
        {
            Architectures = [.. architectures ?? []],
            Owner = owner,
            Group = group,
            Capabilities = capabilities,
        };
    }

    internal static Template ReadSource(YamlText text)
    {
        var source = Template.Read(text);
        var inside = !source.Text.StartsWith('/')
            && source.Text.Split('/').All(part => part is not (".." or "." or ""));
        return inside ? source : throw Error("ARG0402", text.Place, $"'{text.Value}' isn't a path inside the project",
            "Write it relative to the project's folder, without '.' and '..'.");
    }

    private static UnixFileMode? ReadMode(YamlText text)
    {
        var octal = text.Value.Length is 3 or 4 && text.Value.All(c => c is >= '0' and <= '7');
        return octal ? (UnixFileMode)Convert.ToInt32(text.Value, 8) : throw Error("ARG0404", text.Place,
            $"'{text.Value}' is no mode", "Write three or four octal digits, such as 0755.");
    }

    private static ArgosyException Error(string id, SourceLocation place, string cause, string remedy) =>
        new(new Diagnostic(id, place, cause, remedy));
}

/// <summary>Copied from the project: a file, a folder with its contents, or files that match a pattern in the last
/// part.</summary>
public sealed record CopiedFile(SourceLocation Place, Template Source, Template Destination, UnixFileMode? Mode)
    : ImageFile(Place, Destination, Mode);

/// <summary>A text written unchanged.</summary>
public sealed record WrittenFile(SourceLocation Place, string Content, Template Destination, UnixFileMode? Mode)
    : ImageFile(Place, Destination, Mode);

/// <summary>A symbolic link.</summary>
public sealed record LinkedFile(SourceLocation Place, Template Target, Template Destination)
    : ImageFile(Place, Destination, null);
