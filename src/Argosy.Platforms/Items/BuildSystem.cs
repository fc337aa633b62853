namespace Argosy.Platforms.Items;

/// <summary>What builds a native item, as <c>build:</c> names it.</summary>
public enum BuildSystem
{
    /// <summary>CMake with Ninja.</summary>
    CMake,

    /// <summary>meson with Ninja.</summary>
    Meson,

    /// <summary>A configure script of autoconf, and make.</summary>
    Autotools,

    /// <summary>The commands that <c>steps:</c> lists.</summary>
    Command,
}
