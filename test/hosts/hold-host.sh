# The first process of a host of these tests, in namespaces of its own: lays a writable layer over shared ones, and stays.
# Arguments: the layers below, with colons, and a folder for the writable one.
set -eu
mkdir "$2/layer" "$2/work" "$2/root"
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/layer,workdir=$2/work" "$2/root"
mount -t proc proc "$2/root/proc"
mount --bind /dev "$2/root/dev"
chroot "$2/root" ip link set lo up
chroot "$2/root" ip address add 169.254.169.123/32 dev lo
chroot "$2/root" ip address add 169.254.169.254/32 dev lo
exec setpriv --bounding-set -sys_time --inh-caps -sys_time chroot "$2/root" sh -c 'echo ready; exec sleep 1000000'
