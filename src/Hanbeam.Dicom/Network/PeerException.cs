namespace Hanbeam.Dicom.Network;

/// <summary>What went wrong between us and another system: one sentence that names it. Public methods turn it into the user's error.</summary>
/// <param name="message">The sentence.</param>
/// <param name="isTransient">Whether another attempt may succeed: nothing answered, the connection broke, the peer said "later".</param>
/// <param name="inner">The cause.</param>
internal sealed class PeerException(string message, bool isTransient, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether another attempt may succeed.</summary>
    internal bool IsTransient { get; } = isTransient;
}
