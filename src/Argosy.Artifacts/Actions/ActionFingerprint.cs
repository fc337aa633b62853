using System.Buffers;
using System.Text;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Actions;

/// <summary>The canonical form of an action: everything that determines its result, as bytes that are the same on every
/// machine. Its SHA-256 is the action's key.</summary>
/// <remarks>
/// <code>
/// argosy-action/3 LF
/// kind SP length ':' name SP length ':' value LF     (one line per field; lengths in bytes, decimal; UTF-8, except for
///                                                     file names, which are raw bytes)
/// </code>
/// Lengths precede the texts, so that two different lists of fields never give the same bytes. Increase the number in
/// the first line with every change of this format.
/// </remarks>
public sealed class ActionFingerprint
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    /// <summary>A form without fields.</summary>
    public ActionFingerprint() => Begin();

    /// <summary>The first line.</summary>
    public static ReadOnlySpan<byte> Schema => "argosy-action/3\n"u8;

    /// <summary>Up to this number of inputs each has its own field; more are one field, the digest of their
    /// tree.</summary>
    public const int MostInputs = 64;

    /// <summary>The form so far.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>The key of the form so far.</summary>
    public ActionKey Key => new(Digest.Of(Bytes));

    /// <summary>Starts again, in the same memory.</summary>
    public void Begin()
    {
        _bytes.ResetWrittenCount();
        _bytes.Write(Schema);
    }

    /// <summary>Adds a field. The caller keeps the fields in order.</summary>
    public void Add(string kind, string name, string value)
    {
        var size = kind.Length
            + Encoding.UTF8.GetMaxByteCount(name.Length) + Encoding.UTF8.GetMaxByteCount(value.Length) + 32;
        var span = _bytes.GetSpan(size);
        var at = Encoding.UTF8.GetBytes(kind, span);
        at += Counted(span[at..], name);
        at += Counted(span[at..], value);
        span[at++] = (byte)'\n';
        _bytes.Advance(at);
    }

    /// <summary>Adds the files that a task reads.</summary>
    /// <param name="inputs">Sorted by path (ordinal).</param>
    /// <param name="sink">Receives the folders of their tree, if they are many.</param>
    public void AddInputs(IReadOnlyList<InputFile> inputs, TreeSink? sink = null)
    {
        if (inputs.Count > MostInputs)
        {
            Add(FieldKind.Inputs, "", InputTree.Of(inputs, sink).Hex);
            return;
        }

        for (var i = 0; i < inputs.Count; i++)
        {
            var kind = inputs[i].Kind switch
            {
                InputKind.Program => FieldKind.Program,
                InputKind.Link => FieldKind.Link,
                _ => FieldKind.Input
            };
            Add(kind, inputs[i].Path, inputs[i].Content.Hex);
        }
    }

    /// <summary>The fields of a form; empty if the bytes aren't a form of this schema.</summary>
    public static IReadOnlyList<ActionField> Read(ReadOnlySpan<byte> form)
    {
        if (!form.StartsWith(Schema)) return [];
        var fields = new List<ActionField>();
        var rest = form[Schema.Length..];
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)' ');
            if (end < 0) return [];
            var kind = Encoding.UTF8.GetString(rest[..end]);
            rest = rest[end..];
            if (TryCounted(ref rest) is not { } name || TryCounted(ref rest) is not { } value) return [];
            if (rest.IsEmpty || rest[0] != '\n') return [];
            rest = rest[1..];
            fields.Add(new(kind, name, value));
        }

        return fields;
    }

    private static int Counted(Span<byte> span, string text)
    {
        span[0] = (byte)' ';
        FileName.CountBytes(text).TryFormat(span[1..], out var digits);
        span[1 + digits] = (byte)':';
        return 2 + digits + FileName.GetBytes(text, span[(2 + digits)..]);
    }

    private static string? TryCounted(ref ReadOnlySpan<byte> rest)
    {
        var colon = rest.IndexOf((byte)':');
        if (colon < 2 || rest[0] != ' ' || !int.TryParse(rest[1..colon], out var length)) return null;
        if (length < 0 || length > rest.Length - colon - 1) return null;
        var text = FileName.Decode(rest.Slice(colon + 1, length));
        rest = rest[(colon + 1 + length)..];
        return text;
    }
}
