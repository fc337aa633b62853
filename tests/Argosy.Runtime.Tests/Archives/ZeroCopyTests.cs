using System.Runtime.CompilerServices;

namespace Argosy.Runtime.Tests.Archives;

[Collection(CountersAlone.Name)]
public sealed unsafe class ZeroCopyTests : IDisposable
{
    // In bytes: objects that describe the payload, and what the .NET runtime allocates when a method runs first (7 kB
    // were seen). A copy of the smallest payload would take twice as much.
    private const int Descriptors = 32 * 1024;

    private readonly RmaPool _pool = new(new HeapSlabs());

    public void Dispose() => _pool.Dispose();

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData(8 * 1024 * 1024)]
    public void A_vector_travels_without_a_copy_and_without_managed_memory(int bytes)
    {
        using var vector = new RmaVector<double>(_pool, bytes / sizeof(double));
        vector.Span.Fill(1.25);
        using var received = Travel(vector, bytes, out var journey);
        using (journey)
        {
            (journey.Image.Store.Chunks[0].Address == vector.Block.Address).ShouldBeTrue();
            (journey.Source.Wanted[0].Target == (byte*)Unsafe.AsPointer(ref received[0])).ShouldBeTrue();
            received.Span.SequenceEqual(vector.Span).ShouldBeTrue();
            journey.Source.TakeOwned().ShouldBe([received]);
        }
    }

    [Theory]
    [InlineData(BufferMode.Copy)]
    [InlineData(BufferMode.Reference)]
    [InlineData(BufferMode.Take)]
    public void A_buffer_travels_without_a_copy_and_without_managed_memory(BufferMode mode)
    {
        const int bytes = 256 * 1024;
        var elements = new byte[bytes];
        new Random(7).NextBytes(elements);
        using var buffer = mode switch
        {
            BufferMode.Copy => SerializeBuffer.Copy<byte>(elements),
            BufferMode.Reference => SerializeBuffer.Reference<byte>(elements),
            _ => SerializeBuffer.Take(new Lent(elements)),
        };
        using var received = Travel(buffer, bytes, out var journey);
        using (journey)
        {
            received.Span.SequenceEqual(elements).ShouldBeTrue();
            journey.Source.TakeOwned().ShouldBe([received]);
        }
    }

    [Fact]
    public void An_array_is_not_copied_either_but_needs_managed_memory()
    {
        var elements = new int[64 * 1024];
        elements[^1] = 5;
        using var journey = new Journey(_pool);
        journey.Send(elements);
        var before = RuntimeCounters.Now;
        var received = journey.Receive<int[]>();
        journey.Fill();
        var cost = RuntimeCounters.Now.Since(before);
        cost.PayloadCopies.ShouldBe(0);
        cost.ManagedPayloadBytes.ShouldBe(elements.Length * sizeof(int));
        received.ShouldBe(elements);
    }

    [Fact]
    public void What_had_to_be_copied_is_counted()
    {
        var before = RuntimeCounters.Now;
        Archive.Read<List<long>>(Archive.ToArray(new List<long>(new long[10_000]))).Count.ShouldBe(10_000);
        var cost = RuntimeCounters.Now.Since(before);
        cost.PayloadCopies.ShouldBe(2);
        cost.PayloadBytesCopied.ShouldBe(160_000);
    }

    [Fact]
    public void Sent_memory_is_held_until_the_image_lets_go_of_it()
    {
        var lent = new Lent(new byte[8192]);
        var buffer = SerializeBuffer.Take(lent);
        var image = new ArchiveImage();
        image.Write(buffer);
        buffer.Dispose();
        lent.Returned.ShouldBe(0);
        image.Dispose();
        lent.Returned.ShouldBe(1);
    }

    [Fact]
    public void A_vector_s_block_goes_back_with_its_last_holder()
    {
        var vector = new RmaVector<byte>(_pool, 8192);
        var block = vector.Block;
        var journey = new Journey(_pool);
        journey.Send(vector);
        vector.Dispose();
        var received = journey.Receive<RmaVector<byte>>();
        var landed = received.Block;
        journey.Fill();
        received.Dispose();
        journey.Dispose();
        Should.Throw<InvalidOperationException>(block.Release);
        Should.Throw<InvalidOperationException>(landed.Release);
    }

    [Fact]
    public void Writing_again_and_again_allocates_nothing_for_what_is_copied()
    {
        var value = ("text", 5, new double[100], new List<int> { 1, 2, 3 });
        using var image = new ArchiveImage();
        for (var i = 0; i < 100; i++)
            image.Write(value);
        // The .NET runtime itself may allocate in one round; the archive would in each.
        Enumerable.Range(0, 5).Min(_ => Round()).ShouldBe(0);

        long Round()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
                image.Write(value);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private T Travel<T>(T value, int bytes, out Journey journey)
    {
        journey = new Journey(_pool);
        // The first transfer makes serializers and lists; it isn't measured.
        journey.Send(value);
        (journey.Receive<T>() as IDisposable)?.Dispose();
        journey.Source.Abandon();
        journey.Source.Clear();
        var before = RuntimeCounters.Now;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        journey.Send(value);
        var received = journey.Receive<T>();
        journey.Fill();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var cost = RuntimeCounters.Now.Since(before);
        cost.PayloadCopies.ShouldBe(0);
        cost.ManagedPayloadBytes.ShouldBe(0);
        allocated.ShouldBeLessThan(Descriptors);
        journey.Image.PayloadLength.ShouldBe(bytes);
        return received;
    }

    private sealed class Lent(byte[] elements) : System.Buffers.IMemoryOwner<byte>
    {
        internal int Returned { get; private set; }

        public Memory<byte> Memory => elements;

        public void Dispose() => Returned++;
    }
}
