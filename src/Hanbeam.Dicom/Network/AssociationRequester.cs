using System.Globalization;
using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.Network;

/// <summary>Asks a node for an association.</summary>
internal static class AssociationRequester
{
    /// <summary>Connects and negotiates.</summary>
    /// <param name="node">Whom to call.</param>
    /// <param name="self">Who calls.</param>
    /// <param name="proposals">SOP classes, each with the encodings that are offered; a class may come several times.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PeerException">Nothing answers, or the node refuses.</exception>
    internal static async Task<Association> OpenAsync(DicomNode node, DicomSelf self, IReadOnlyList<(string AbstractSyntax, IReadOnlyList<string> TransferSyntaxes)> proposals, CancellationToken cancellation)
    {
        var channel = await Connection.OpenAsync(node, cancellation);
        try
        {
            // Identifiers are odd [DICOM, PS3.8 section 9.3.2.2].
            var contexts = proposals.Select((proposal, n) => new PresentationContext((byte)(2 * n + 1), proposal.AbstractSyntax, proposal.TransferSyntaxes)).ToList();
            var request = new AssociatePdu { CalledAe = node.AeTitle, CallingAe = self.AeTitle, Proposed = contexts };
            await channel.WriteAsync(PduType.AssociateRequest, request.Encode(DicomUids.ImplementationClass), cancellation);
            var answer = await channel.ReadAsync(cancellation);
            return answer.Type switch
            {
                PduType.AssociateAccept => Accepted(channel, contexts, AssociatePdu.Decode(answer.Body, channel.Peer)),
                PduType.AssociateReject => throw Rejected(channel.Peer, self, answer.Body),
                PduType.Abort => throw new PeerException($"{channel.Peer} aborted the association before it began.", isTransient: true),
                _ => throw new PeerException($"{channel.Peer} answers {answer.Type} to a request for an association.", isTransient: false),
            };
        }
        catch
        {
            await channel.DisposeAsync();
            throw;
        }
    }

    private static Association Accepted(PduChannel channel, List<PresentationContext> proposed, AssociatePdu answer)
    {
        var agreed = new Dictionary<byte, (string, string)>();
        foreach (var context in answer.Accepted.Where(context => context.Result == AcceptedContext.Accepted))
        {
            if (proposed.FirstOrDefault(candidate => candidate.Id == context.Id) is { } proposal && proposal.TransferSyntaxes.Contains(context.TransferSyntax))
                agreed[context.Id] = (proposal.AbstractSyntax, context.TransferSyntax);
        }

        return new Association(channel, agreed, answer.MaximumLength);
    }

    // Result, source and reason [DICOM, PS3.8 section 9.3.4].
    private static PeerException Rejected(string peer, DicomSelf self, byte[] body)
    {
        if (body.Length < 4) return new PeerException($"{peer} rejected the association.", isTransient: false);
        var why = (body[2], body[3]) switch
        {
            (1, 3) => $"it does not know the calling title {self.AeTitle}",
            (1, 7) => "the called title is not its own",
            (1, 2) => "it does not support the application context",
            (3, 1) => "it is busy",
            (3, 2) => "its limit of associations is reached",
            _ => string.Create(CultureInfo.InvariantCulture, $"source {body[2]}, reason {body[3]}"),
        };
        return new PeerException($"{peer} rejected the association: {why}.", isTransient: body[1] == 2);
    }
}
