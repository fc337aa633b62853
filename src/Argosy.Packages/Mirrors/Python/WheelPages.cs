using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Versions;

namespace Argosy.Packages.Mirrors.Python;

/// <summary>The pages of a simple index, in HTML (PEP 503, 592, 658, 714) and JSON (PEP 691, 700).</summary>
/// <param name="date">The upload time of each file.</param>
/// <param name="yanked">What is yanked.</param>
internal sealed class WheelPages(DateTimeOffset date, YankedWheels yanked)
{
    /// <summary>The page that every web server sends for a folder, and that pip reads in a folder.</summary>
    public const string Html = "index.html";

    /// <summary>The page for clients that accept JSON. The name is that of other mirrors' programs.</summary>
    public const string Json = "index.v1_json";

    private static readonly JsonWriterOptions s_layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes both pages of all projects.</summary>
    public static void WriteRoot(string folder, IReadOnlyList<string> projects)
    {
        File.WriteAllText(Path.Combine(folder, Html),
            Page("Simple index", projects.Select(p => $"<a href=\"{p}/\">{p}</a>")));
        WriteJson(Path.Combine(folder, Json), json =>
        {
            json.WriteStartArray("projects");
            foreach (var project in projects)
            {
                json.WriteStartObject();
                json.WriteString("name", project);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>Writes both pages of a project.</summary>
    public void WriteProject(string folder, string project, IReadOnlyList<WheelFile> wheels)
    {
        File.WriteAllText(Path.Combine(folder, Html),
            Page($"Links for {project}", wheels.Select(w => Link(project, w))));
        WriteJson(Path.Combine(folder, Json), json =>
        {
            json.WriteString("name", project);
            json.WriteStartArray("versions");
            foreach (var version in Versions(wheels)) json.WriteStringValue(version);
            json.WriteEndArray();
            json.WriteStartArray("files");
            foreach (var wheel in wheels) WriteFile(json, project, wheel);
            json.WriteEndArray();
        });
    }

    private static IEnumerable<string> Versions(IEnumerable<WheelFile> wheels) => wheels
        .Select(w => w.Name.Version).Distinct(StringComparer.Ordinal)
        .OrderBy(PythonVersion.TryParse).ThenBy(v => v, StringComparer.Ordinal);

    private string Link(string project, WheelFile wheel)
    {
        var link = new StringBuilder("<a href=\"")
            .Append(Text($"{AddressOf(project, wheel)}#sha256={wheel.Digest.Hex}")).Append('"');
        if (wheel.RequiresPython is { } python) link.Append($" data-requires-python=\"{Text(python)}\"");
        // Without the older name of PEP 658: pip before 23.1 (that of Debian 12) reads it, and then refuses a METADATA
        // that writes the name in another way than the user, such as MarkupSafe for markupsafe.
        link.Append($" data-core-metadata=\"sha256={wheel.Metadata.Hex}\"");
        if (yanked.ReasonFor(wheel.Name) is { } reason) link.Append($" data-yanked=\"{Text(reason)}\"");
        return link.Append('>').Append(Text(wheel.Name.FileName)).Append("</a>").ToString();
    }

    private void WriteFile(Utf8JsonWriter json, string project, WheelFile wheel)
    {
        json.WriteStartObject();
        json.WriteString("filename", wheel.Name.FileName);
        json.WriteString("url", AddressOf(project, wheel));
        WriteDigest(json, "hashes", wheel.Digest.Hex);
        if (wheel.RequiresPython is { } python) json.WriteString("requires-python", python);
        json.WriteNumber("size", wheel.Size);
        json.WriteString("upload-time",
            date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        // Without the name of PEP 658: in JSON, pip before 23.2 (that of Debian 12) fails on it (PEP 714).
        WriteDigest(json, "core-metadata", wheel.Metadata.Hex);
        if (yanked.ReasonFor(wheel.Name) is { } reason) json.WriteString("yanked", reason);
        else json.WriteBoolean("yanked", false);
        json.WriteEndObject();
    }

    private static void WriteDigest(Utf8JsonWriter json, string name, string hex)
    {
        json.WriteStartObject(name);
        json.WriteString("sha256", hex);
        json.WriteEndObject();
    }

    private static string AddressOf(string project, WheelFile wheel) =>
        $"../{WheelName.FolderOf(project)}/{Uri.EscapeDataString(wheel.Name.FileName)}";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void WriteJson(string path, Action<Utf8JsonWriter> write)
    {
        using var file = File.Create(path);
        using (var json = new Utf8JsonWriter(file, s_layout))
        {
            json.WriteStartObject();
            json.WriteStartObject("meta");
            json.WriteString("api-version", "1.1");
            json.WriteEndObject();
            write(json);
            json.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
    }

    private static string Page(string title, IEnumerable<string> links)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"pypi:repository-version\" content=\"1.1\">\n")
            .Append($"<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n");
        foreach (var link in links) page.Append(link).Append("<br>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }
}
