using System.Xml;
using System.Xml.Linq;
using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Detection;

/// <summary>A file of MSBuild, read without evaluating it.</summary>
internal sealed class MsbuildFile
{
    private readonly XElement _root;

    private MsbuildFile(string path, XElement root) => (Path, _root) = (path, root);

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>The SDK; null for a project of the old form.</summary>
    public string? Sdk => _root.Attribute("Sdk")?.Value
        ?? _root.Elements().FirstOrDefault(e => e.Name.LocalName == "Sdk")?.Attribute("Name")?.Value;

    /// <summary>Reads a file; null if there is none, or if it isn't XML, which is a finding.</summary>
    public static MsbuildFile? Read(ProjectFiles files, Findings findings, string path)
    {
        if (files.Text(path) is not { } text) return null;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root is { } root ? new(path, root) : null;
        }
        catch (XmlException e)
        {
            findings.Malformed(path, Math.Max(1, e.LineNumber), $"it isn't XML: {e.Message.TrimEnd('.')}");
            return null;
        }
    }

    /// <summary>The plain value of a property without a condition; null if it is missing or computed.</summary>
    public Guess? Property(string name)
    {
        var element = _root.Elements()
            .Where(g => g.Name.LocalName == "PropertyGroup" && g.Attribute("Condition") is null)
            .SelectMany(g => g.Elements())
                .LastOrDefault(e => e.Name.LocalName == name && e.Attribute("Condition") is null);
        return element is null || element.Value.Trim() is not { Length: > 0 } value
            || value.Contains("$(", StringComparison.Ordinal)
            ? null
            : new(value, Place(element));
    }

    /// <summary>Whether the property is true.</summary>
    public bool Is(string name) => string.Equals(Property(name)?.Value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The items of a kind, with '/' between names.</summary>
    public IEnumerable<string> Items(string kind, string attribute = "Include") => _root.Descendants()
        .Where(e => e.Name.LocalName == kind).Select(e => e.Attribute(attribute)?.Value).OfType<string>()
        .SelectMany(v => v.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Select(v => v.Replace('\\', '/'));

    private string Place(XElement element) =>
        ((IXmlLineInfo)element).HasLineInfo() ? $"{Path}:{((IXmlLineInfo)element).LineNumber}" : Path;
}
