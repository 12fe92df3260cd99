namespace Hanbeam.Fuzzing;

/// <summary>Something that reads bytes of others.</summary>
/// <param name="Name">Its name on the command line and in the record.</param>
/// <param name="Execute">Reads an input; whatever it throws is a finding.</param>
/// <param name="Seeds">Good inputs to start from.</param>
internal sealed record FuzzTarget(string Name, Action<ReadOnlyMemory<byte>> Execute, Func<IEnumerable<byte[]>> Seeds);
