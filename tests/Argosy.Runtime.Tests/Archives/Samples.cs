using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Argosy.Runtime.Tests.Archives;

/// <summary>A structure that is sent as its raw bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Cell(double Mass, float Speed, short Level, byte Kind);

/// <summary>A recursive type with its own serializer, as generated code writes it.</summary>
public sealed record Branch(
    string? Name, double[]? Weights, List<(int Id, string? Text)>? Notes, List<Branch>? Branches);

internal sealed class BranchSerializer : ISerializer<Branch?>
{
    private readonly ISerializer<List<Branch>?> _branches = Serializers.For<List<Branch>?>();

    public void Write(ref ArchiveWriter writer, in Branch? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        writer.Enter();
        Serializers.For<string?>().Write(ref writer, value.Name);
        Serializers.For<double[]?>().Write(ref writer, value.Weights);
        Serializers.For<List<(int, string?)>?>().Write(ref writer, value.Notes);
        _branches.Write(ref writer, value.Branches);
        writer.Leave();
    }

    public Branch? Read(ref ArchiveReader reader)
    {
        if (reader.ReadByte() == 0)
            return null;
        reader.Enter();
        var name = Serializers.For<string?>().Read(ref reader);
        var weights = Serializers.For<double[]?>().Read(ref reader);
        var notes = Serializers.For<List<(int, string?)>?>().Read(ref reader);
        var value = new Branch(name, weights, notes, _branches.Read(ref reader));
        reader.Leave();
        return value;
    }
}

internal static class SampleSerializers
{
    [ModuleInitializer]
    internal static void Register()
    {
        Serializers.Register(new BranchSerializer());
        Serializers.Register(new OldShipSerializer());
        Serializers.Register(new NewShipSerializer());
        Serializers.Register(new CratesSerializer());
    }
}
