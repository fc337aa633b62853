namespace Argosy.Engine.Output;

/// <summary>The control sequences (ECMA-48) of the live view; all terminals since the VT100 support them.</summary>
internal static class Ansi
{
    public const int Red = 31;
    public const int Green = 32;
    public const int Grey = 90;

    public const string EraseToLineEnd = "\u001b[K";
    public const string EraseToScreenEnd = "\u001b[J";
    public const string HideCursor = "\u001b[?25l";
    public const string ShowCursor = "\u001b[?25h";

    public static string Up(int rows) => $"\u001b[{rows}A";

    public static string Paint(string text, int code, bool colour) => colour ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
