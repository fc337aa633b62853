namespace Argosy.Runtime.Tests.Archives;

/// <summary>The first version of a tolerant type.</summary>
public sealed record OldShip(string? Name, int Crew);

/// <summary>A later version of the type: without the crew, with cargo and a sister.</summary>
public sealed record NewShip(string? Name, double[]? Cargo, NewShip? Sister, string Flag = "none");

internal sealed class OldShipSerializer : ISerializer<OldShip>
{
    public void Write(ref ArchiveWriter writer, in OldShip value)
    {
        writer.WriteVarint(2);
        var name = writer.BeginMember(1);
        Serializers.For<string?>().Write(ref writer, value.Name);
        writer.EndMember(name);
        var crew = writer.BeginMember(2);
        Serializers.For<int>().Write(ref writer, value.Crew);
        writer.EndMember(crew);
    }

    public OldShip Read(ref ArchiveReader reader)
    {
        string? name = null;
        var crew = -1;
        for (var members = reader.ReadCount(3); members > 0; members--)
        {
            var member = reader.BeginMember();
            if (member.Number == 1)
                name = Serializers.For<string?>().Read(ref reader);
            else if (member.Number == 2)
                crew = Serializers.For<int>().Read(ref reader);
            reader.EndMember(member);
        }
        return new OldShip(name, crew);
    }
}

internal sealed class NewShipSerializer : ISerializer<NewShip>
{
    public void Write(ref ArchiveWriter writer, in NewShip value)
    {
        writer.Enter();
        writer.WriteVarint(value.Sister is null ? 3u : 4u);
        if (value.Sister is not null)
        {
            var sister = writer.BeginMember(4);
            Serializers.For<NewShip>().Write(ref writer, value.Sister);
            writer.EndMember(sister);
        }
        var cargo = writer.BeginMember(3);
        Serializers.For<double[]?>().Write(ref writer, value.Cargo);
        writer.EndMember(cargo);
        var name = writer.BeginMember(1);
        Serializers.For<string?>().Write(ref writer, value.Name);
        writer.EndMember(name);
        var flag = writer.BeginMember(5);
        Serializers.For<string>().Write(ref writer, value.Flag);
        writer.EndMember(flag);
        writer.Leave();
    }

    public NewShip Read(ref ArchiveReader reader)
    {
        reader.Enter();
        var ship = new NewShip(null, null, null);
        for (var members = reader.ReadCount(3); members > 0; members--)
        {
            var member = reader.BeginMember();
            ship = member.Number switch
            {
                1 => ship with { Name = Serializers.For<string?>().Read(ref reader) },
                3 => ship with { Cargo = Serializers.For<double[]?>().Read(ref reader) },
                4 => ship with { Sister = Serializers.For<NewShip>().Read(ref reader) },
                5 => ship with { Flag = Serializers.For<string>().Read(ref reader) },
                _ => ship,
            };
            reader.EndMember(member);
        }
        reader.Leave();
        return ship;
    }
}

/// <summary>A tolerant type with one member of many chunks.</summary>
public sealed record Crates(int[][] All);

internal sealed class CratesSerializer : ISerializer<Crates>
{
    public void Write(ref ArchiveWriter writer, in Crates value)
    {
        writer.WriteVarint(1);
        var all = writer.BeginMember(1);
        Serializers.For<int[][]>().Write(ref writer, value.All);
        writer.EndMember(all);
    }

    public Crates Read(ref ArchiveReader reader)
    {
        reader.ReadCount(3);
        var member = reader.BeginMember();
        var all = Serializers.For<int[][]>().Read(ref reader);
        reader.EndMember(member);
        return new Crates(all);
    }
}
