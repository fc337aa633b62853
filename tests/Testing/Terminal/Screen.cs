using System.Globalization;
using System.Text;

namespace Argosy.Testing;

/// <summary>As much of a terminal as the live view needs: what is written to it ends up as lines that can be read.
/// </summary>
/// <remarks>Rows above the top can't be reached again, as on a real one. A sequence it doesn't know is an
/// error.</remarks>
internal sealed class Screen(int columns, int rows) : TextWriter
{
    private readonly List<(StringBuilder Text, bool Wraps)> _rows = [(new(), false)];
    private int _columns = columns;
    private int _row;
    private int _column;

    public override Encoding Encoding => Encoding.UTF8;

    public bool IsCursorVisible { get; private set; } = true;

    /// <summary>Calls of Write since the last look.</summary>
    public int Writes { get; private set; }

    /// <summary>Everything, with what has scrolled out at the top; blank lines at the end left out.</summary>
    public string[] Lines
    {
        get
        {
            Writes = 0;
            var lines = _rows.Select(r => r.Text.ToString().TrimEnd()).ToList();
            return [.. lines.Take(lines.FindLastIndex(l => l.Length > 0) + 1)];
        }
    }

    /// <summary>Makes the window wider or narrower. Some terminals wrap lines anew, some cut them off.</summary>
    public void Resize(int columns, bool wrapsAnew)
    {
        _columns = columns;
        if (!wrapsAnew)
        {
            foreach (var row in _rows) row.Text.Length = Math.Min(row.Text.Length, columns);
            _column = Math.Min(_column, columns - 1);
            return;
        }

        var old = _rows.ToList();
        var cursor = (Row: _row, Column: _column);
        _rows.Clear();
        var text = "";
        int? at = null;
        foreach (var (i, row) in old.Index())
        {
            if (i == cursor.Row) at = text.Length + cursor.Column;
            text += row.Text;
            if (row.Wraps) continue;
            if (at is { } offset) (_row, _column) = (_rows.Count + (offset / columns), offset % columns);
            var pieces = text.Length == 0 ? [[]] : text.Chunk(columns).ToList();
            foreach (var (p, piece) in pieces.Index()) _rows.Add((new(new string(piece)), p + 1 < pieces.Count));
            (text, at) = ("", null);
        }
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        Writes++;
        for (var i = 0; i < value!.Length; i++)
        {
            switch (value[i])
            {
                case '\r': _column = 0; break;
                case '\n': Down(wraps: false); break;
                case '\u001b' when value[i + 1] != '[': i++; break;
                case '\u001b':
                    var end = i + 2;
                    while (!char.IsAsciiLetter(value[end])) end++;
                    Obey(value[(i + 2)..end], value[end]);
                    i = end;
                    break;
                default: Print(value[i]); break;
            }
        }
    }

    // Through one call, as the console's writer does it.
    public override void WriteLine(string? value) => Write(value + "\n");

    private void Print(char sign)
    {
        if (_column == _columns) Down(wraps: true);
        var text = _rows[_row].Text;
        text.Append(' ', Math.Max(0, _column + 1 - text.Length));
        text[_column++] = sign;
    }

    private void Down(bool wraps)
    {
        _rows[_row] = (_rows[_row].Text, wraps);
        _row++;
        _column = 0;
        if (_row == _rows.Count) _rows.Add((new(), false));
    }

    private void Obey(string argument, char command)
    {
        var text = _rows[_row].Text;
        switch (command)
        {
            case 'A':
                _row = Math.Max(
                    Math.Max(0, _rows.Count - rows), _row - int.Parse(argument, CultureInfo.InvariantCulture));
                break;
            case 'K' or 'J':
                // After the last column the cursor stays on it.
                text.Length = Math.Min(text.Length, Math.Min(_column, _columns - 1));
                if (command == 'J')
                {
                    foreach (var row in _rows.Skip(_row + 1)) row.Text.Clear();
                }

                break;
            case 'l' or 'h':
                if (argument == "?25") IsCursorVisible = command == 'h';
                break;
            case 'm': break;
            default: throw new InvalidOperationException($"ESC[{argument}{command}");
        }
    }
}
