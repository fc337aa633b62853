using Argosy.Runtime;

/// <summary>A parcel from everybody, with payload; counts those that arrived whole.</summary>
internal sealed class Greetings : IParcelReceiver, IDisposable
{
    private const int Length = 100_000;
    private readonly SemaphoreSlim _arrived = new(0);

    internal static unsafe OutgoingParcel Make(TcpParcelport port)
    {
        var parcel = port.Rent();
        parcel.Header = new ParcelHeader(ParcelKind.Call, ParcelFlags.None, 0, 0, 1, 1, 0, 0, 0);
        var writer = new ArchiveWriter(parcel);
        writer.WriteVarint(Length);
        var block = port.Pool.Rent(Length);
        block.Span.Fill(42);
        writer.AddChunk(block.Address, Length, block);
        writer.Complete();
        return parcel;
    }

    internal async Task WaitAsync(int count)
    {
        for (; count > 0; count--)
        {
            if (!await _arrived.WaitAsync(Patience.Limit))
                throw new TimeoutException($"{count} greetings are missing");
        }
    }

    public unsafe Delivery? Receive(
        int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source)
    {
        var block = source.Pool.Rent(Length);
        source.Ask(new Fill(source.Take(Length), block.Address, Length, block.AddReference()));
        return new Greeting(_arrived, block);
    }

    public void Dispose() => _arrived.Dispose();

    public void Lost(int locality, Exception reason) =>
        Console.Error.WriteLine($"the port lost {locality}: {reason.Message}");

    private sealed class Greeting(SemaphoreSlim arrived, RmaBlock block) : Delivery
    {
        internal override void Complete(Exception? failure)
        {
            foreach (var one in block.Span.Slice(0, Length))
            {
                if (one != 42)
                    failure ??= new InvalidDataException("the payload isn't what was sent");
            }
            block.Release();
            if (failure is null)
                arrived.Release();
        }
    }
}
