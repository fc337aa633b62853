using System;
using System.Runtime.InteropServices;

namespace Service;

/// <summary>The native library of this project.</summary>
internal static class Words
{
    /// <summary>The number of words in a text in UTF-8.</summary>
    public static long Count(byte[] text) => (long)words_count(text, (UIntPtr)text.Length);

    [DllImport("libwords.so.1")]
    private static extern UIntPtr words_count(byte[] text, UIntPtr length);
}
