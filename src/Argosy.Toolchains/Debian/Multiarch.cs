using Argosy.Platforms;

namespace Argosy.Toolchains.Debian;

/// <summary>Debian's folders of an architecture's libraries.</summary>
internal static class Multiarch
{
    extension(Architecture architecture)
    {
        /// <summary>As paths from a root's top, in the loader's order.</summary>
        public IReadOnlyList<string> LibraryFolders() =>
            [$"lib/{architecture.GnuTriplet}", $"usr/lib/{architecture.GnuTriplet}", "lib", "usr/lib"];
    }
}
