using System.Text;

namespace Argosy.Platforms.Diagnostics;

/// <summary>Writes text as <see cref="HarmlessText"/>, in whole lines:
/// a command to a CI system may arrive in pieces.</summary>
/// <param name="output">The target; the caller owns it.</param>
public sealed class HarmlessWriter(TextWriter output) : TextWriter
{
    private readonly StringBuilder _line = new();

    /// <inheritdoc />
    public override Encoding Encoding => output.Encoding;

    /// <inheritdoc />
    public override void Write(char value)
    {
        if (value != '\n')
        {
            _line.Append(value);
            return;
        }

        var line = _line.ToString().TrimEnd('\r');
        _line.Clear();
        output.WriteLine(HarmlessText.Of(line));
    }

    /// <summary>Writes an unfinished line, too.</summary>
    public override void Flush()
    {
        if (_line.Length > 0) output.Write(HarmlessText.Of(_line.ToString()));
        _line.Clear();
        output.Flush();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing) Flush();
        base.Dispose(disposing);
    }
}
