using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>An archive that can't be read, or a value that can't be written. Nothing was allocated for the lengths it
/// claims.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always carries its diagnosis.")]
public sealed class ArchiveException : Exception
{
    private ArchiveException(string id, string message)
        : base($"{id} {message}") => Id = id;

    /// <summary>The stable id.</summary>
    public string Id { get; }

    internal static ArchiveException Short(long wanted, long left) => new(
        "ARG0820",
        $"an archive ends too early: {wanted} more bytes are named and {left} are there. "
        + "Sender and receiver must have the same types and serializers.");

    internal static ArchiveException Count(ulong named, ulong most) => new(
        "ARG0821",
        $"an archive names {named} elements where at most {most} can be. "
        + "Sender and receiver must have the same types and serializers.");

    internal static ArchiveException Malformed(string what) => new(
        "ARG0822",
        $"an archive is malformed: {what}. "
        + "Sender and receiver must have the same version of the runtime and the same types.");

    internal static ArchiveException NoSerializer(Type type) => new(
        "ARG0823",
        $"no serializer for {type}. "
        + $"Mark it [Archivable], or register an ISerializer<{type.Name}> with Serializers.Register.");

    internal static ArchiveException TooDeep() => new(
        "ARG0825",
        $"more than {ArchiveLayout.MaximumDepth} objects are in each other. "
        + "Send a deep structure as a list of its parts, and no object that contains itself.");

    internal static ArchiveException Unsupported(string what, string remedy) => new("ARG0824", $"{what}. {remedy}");

    internal static ArchiveException UnknownAction(uint id) => new(
        "ARG0834",
        $"action {id:x8} isn't registered here. Run the same assemblies on every locality; "
        + "load a library that nothing has used yet with ActionRegistry.Load.");
}
