using System.Text;

namespace Argosy.Engine.Output;

/// <summary>Lines at the end of a terminal that are redrawn in place, below permanent lines.</summary>
/// <remarks>Between frames the cursor is at the block's first character, not after its last. So the old block's size
/// need not be known to draw over it, and it doesn't matter whether a terminal wraps lines in a narrower window. Each
/// frame is one write: a terminal never paints half of one.</remarks>
internal sealed class LiveBlock(TextWriter output)
{
    private readonly StringBuilder _above = new();
    private readonly StringBuilder _frame = new();
    private bool _isHidden;
    private bool _leaveCursor;

    /// <summary>Adds a permanent line. It appears with the next frame.</summary>
    public void Add(string line) => _above.Append(line).Append('\n');

    /// <summary>Redraws the block. Lines may contain colours but must be shorter than the terminal's width.</summary>
    public void Draw(IReadOnlyList<string> block)
    {
        if (!_isHidden && !_leaveCursor) _frame.Append(Ansi.HideCursor);
        _isHidden = !_leaveCursor;
        AppendAbove();
        for (var i = 0; i < block.Count; i++)
        {
            // The rest of an older line is erased after the new text, not before it: that would flicker.
            if (i > 0) _frame.Append(Ansi.EraseToLineEnd).Append('\n');
            _frame.Append(block[i]);
        }

        _frame.Append(Ansi.EraseToScreenEnd).Append('\r');
        if (block.Count > 1) _frame.Append(Ansi.Up(block.Count - 1));
        Send();
    }

    /// <summary>Removes the block, leaving the permanent lines and a visible cursor.</summary>
    /// <param name="forGood">Later frames leave the cursor visible, since the process may be ended between two
    /// frames.</param>
    public void Clear(bool forGood)
    {
        _leaveCursor |= forGood;
        AppendAbove();
        _frame.Append(Ansi.EraseToScreenEnd);
        if (_isHidden) _frame.Append(Ansi.ShowCursor);
        _isHidden = false;
        Send();
    }

    // These lines may be as wide as the terminal or wider, so the old block must be erased completely.
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
            // The terminal is gone. Its SIGHUP ends the run in order, and logs have the same information.
        }

        _frame.Clear();
    }
}
