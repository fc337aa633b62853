using System.Text;

namespace Cake.Argosy.Module.Output;

/// <summary>Lines at the end of a terminal that are redrawn in place, below those that stay.</summary>
/// <remarks>Between frames the cursor stands at the block's first sign, not behind its last. So nothing has to be known
/// of the old block to draw over it, and a window made narrower can wrap it, or not, as terminals differ in. Each frame
/// is one write: a terminal never paints half of one.</remarks>
internal sealed class LiveBlock(TextWriter output)
{
    private readonly StringBuilder _above = new();
    private readonly StringBuilder _frame = new();
    private bool _isHidden;
    private bool _leaveCursor;

    /// <summary>Adds a line that stays. It appears with the next frame.</summary>
    public void Add(string line) => _above.Append(line).Append('\n');

    /// <summary>Draws the block anew. Lines may hold colours but are shorter than the terminal.</summary>
    public void Draw(IReadOnlyList<string> block)
    {
        if (!_isHidden && !_leaveCursor) _frame.Append(Ansi.HideCursor);
        _isHidden = !_leaveCursor;
        AppendAbove();
        for (var i = 0; i < block.Count; i++)
        {
            // What an older frame had here is erased behind the new text, not before it: that would flicker.
            if (i > 0) _frame.Append(Ansi.EraseToLineEnd).Append('\n');
            _frame.Append(block[i]);
        }

        _frame.Append(Ansi.EraseToScreenEnd).Append('\r');
        if (block.Count > 1) _frame.Append(Ansi.Up(block.Count - 1));
        Send();
    }

    /// <summary>Takes the block away, leaving what stays and a visible cursor.</summary>
    /// <param name="forGood">Later frames leave the cursor visible, as whoever draws them may be ended between two.</param>
    public void Clear(bool forGood)
    {
        _leaveCursor |= forGood;
        AppendAbove();
        _frame.Append(Ansi.EraseToScreenEnd);
        if (_isHidden) _frame.Append(Ansi.ShowCursor);
        _isHidden = false;
        Send();
    }

    // These lines may be as wide as the terminal and wider, so nothing of the old block may be left under them.
    private void AppendAbove()
    {
        _frame.Append('\r');
        if (_above.Length == 0) return;
        _frame.Append(Ansi.EraseToScreenEnd).Append(_above);
        _above.Clear();
    }

    private void Send()
    {
        try
        {
            output.Write(_frame.ToString());
            output.Flush();
        }
        catch (IOException)
        {
            // The terminal is gone. Its SIGHUP ends the run in order, and logs have what it would have shown.
        }

        _frame.Clear();
    }
}
