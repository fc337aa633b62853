using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Service;

/// <summary>The native library of this project.</summary>
internal static class Words
{
    /// <summary>The number of words in a text.</summary>
    public static long Count(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return (long)words_count(bytes, (UIntPtr)bytes.Length);
    }

    [DllImport("libwords.so.1")]
    private static extern UIntPtr words_count(byte[] text, UIntPtr length);
}
