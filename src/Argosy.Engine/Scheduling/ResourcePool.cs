using Argosy.Artifacts.Tasks;

namespace Argosy.Engine.Scheduling;

/// <summary>The tokens that tasks hold while they run: cores, memory, names. Not thread-safe.</summary>
/// <param name="cores">Processor cores.</param>
/// <param name="memory">Bytes of memory.</param>
internal sealed class ResourcePool(int cores, long memory)
{
    private readonly int _allCores = cores;
    private readonly long _allMemory = memory;
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private int _cores = cores;
    private long _memory = memory;

    /// <summary>The total number of cores.</summary>
    public int Cores => _allCores;

    /// <summary>The free cores.</summary>
    public int FreeCores => _cores;

    /// <summary>No core is left: nothing can start.</summary>
    public bool IsExhausted => _cores == 0;

    /// <summary>Enough cores and memory are left, regardless of the names.</summary>
    public bool HasRoom(Resources wanted) => CoresOf(wanted) <= _cores && MemoryOf(wanted) <= _memory;

    /// <summary>Takes all requested tokens, or none.</summary>
    public bool TryHold(Resources wanted)
    {
        if (!HasRoom(wanted) || IsHeld(wanted)) return false;
        _cores -= CoresOf(wanted);
        _memory -= MemoryOf(wanted);
        foreach (var name in wanted.Exclusives) _held.Add(name);
        return true;
    }

    public void Release(Resources held)
    {
        _cores += CoresOf(held);
        _memory += MemoryOf(held);
        foreach (var name in held.Exclusives) _held.Remove(name);
    }

    private bool IsHeld(Resources wanted)
    {
        foreach (var name in wanted.Exclusives)
        {
            if (_held.Contains(name)) return true;
        }

        return false;
    }

    // A task that requests more than exist gets all, and runs alone.
    private int CoresOf(Resources resources) => Math.Clamp(resources.Cores, 1, _allCores);

    private long MemoryOf(Resources resources) => Math.Clamp(resources.Memory, 0, _allMemory);
}
