using System.Text;

namespace Argosy.Runtime.Native;

/// <summary>UTF-8 over the boundary, in both directions.</summary>
internal static unsafe class NativeText
{
    internal static string Read(byte* text)
    {
        var length = 0;
        while (text[length] != 0)
            length++;
        return Encoding.UTF8.GetString(text, length);
    }

    /// <summary>With a terminating zero byte; null stays null.</summary>
    internal static byte[]? Write(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text + '\0');
}
