namespace Argosy.Runtime;

/// <summary>A cluster of one locality, without others to find, to lose or to wait for.</summary>
internal sealed class SingleProcess(byte[] portAddress) : IMembership
{
    public int Self => 0;

    public IReadOnlyList<byte[]> Addresses { get; } = [portAddress];

    public uint Generation => 1;

    public PeerSession SessionWith(int other) => default;

    public void OnLost(Action<int, string> handler)
    {
    }

    public void OnLeft(Action<int> handler)
    {
    }

    public Task BarrierAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task LeaveAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
