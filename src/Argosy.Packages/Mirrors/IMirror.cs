using Argosy.Artifacts.Tasks;

namespace Argosy.Packages.Mirrors;

/// <summary>A mirror for a static web server, under <c>artifacts/mirror/</c>, that a package manager reads.</summary>
public interface IMirror
{
    /// <summary>Declares what determines it, and its folder.</summary>
    void Declare(TaskDeclaration task);

    /// <summary>Writes it whole or not at all.</summary>
    Task WriteAsync(TaskContext task);
}
