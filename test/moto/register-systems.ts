// Registers the five systems at an endpoint through the SDK's own clients, as an operator's scripts would.

import {type _InstanceType, EC2} from '@aws-sdk/client-ec2';
import {type CreateServiceRequest, ECS} from '@aws-sdk/client-ecs';
import {ElasticLoadBalancingV2} from '@aws-sdk/client-elastic-load-balancing-v2';
import {type Network, type System, systems} from './systems.ts';

/** What every client of moto is made with. */
export function clientSettings(endpoint: string) {
  return {endpoint, region: 'ap-southeast-1', credentials: {accessKeyId: 'testing', secretAccessKey: 'testing'}, maxAttempts: 1};
}

/** The value; throws where moto's answer lacks it. */
export function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`moto answered without ${what}`);
  return value;
}

async function defaultNetwork(ec2: EC2): Promise<Network> {
  const [subnets, groups] = await Promise.all([
    ec2.describeSubnets({}),
    ec2.describeSecurityGroups({Filters: [{Name: 'group-name', Values: ['default']}]}),
  ]);
  const subnet = present(subnets.Subnets?.[0]?.SubnetId, 'a default subnet');
  return {subnets: [subnet], securityGroups: [present(groups.SecurityGroups?.[0]?.GroupId, 'a default security group')]};
}

async function amazonLinux(ec2: EC2): Promise<string> {
  const images = await ec2.describeImages({Filters: [{Name: 'name', Values: ['amzn-ami-hvm-*']}]});
  return present(images.Images?.[0]?.ImageId, 'an Amazon Linux image');
}

/** Starts the hosts and registers each as the ECS agent does: with its instance identity document. Resolves with their ids. */
async function registerHosts(ec2: EC2, ecs: ECS, system: System, image: string): Promise<readonly string[]> {
  const {count, type} = system.hosts;
  if (count === 0) return [];
  const started = await ec2.runInstances({ImageId: image, InstanceType: type as _InstanceType, MinCount: count, MaxCount: count});
  for (const instance of present(started.Instances, 'instances')) {
    const document = {
      instanceId: instance.InstanceId,
      instanceType: instance.InstanceType,
      imageId: instance.ImageId,
      privateIp: instance.PrivateIpAddress,
      availabilityZone: instance.Placement?.AvailabilityZone,
      region: 'ap-southeast-1',
      accountId: '123456789012',
      version: '2017-09-30',
    };
    await ecs.registerContainerInstance({cluster: system.cluster, instanceIdentityDocument: JSON.stringify(document)});
  }
  return present(started.Instances, 'instances').map(({InstanceId}) => present(InstanceId, 'the id of an instance'));
}

/** The service's load balancers with target groups that moto has in place of those invented in systems.ts, a port of each host in them. */
async function registerTargets(
  elb: ElasticLoadBalancingV2,
  vpc: string,
  loadBalancers: CreateServiceRequest['loadBalancers'],
  hosts: readonly string[],
): Promise<CreateServiceRequest['loadBalancers']> {
  return Promise.all(
    (loadBalancers ?? []).map(async balancer => {
      const Name = present(balancer.targetGroupArn?.split('/')[1], 'the name of a target group');
      const check = {HealthCheckPath: '/index.php', HealthCheckIntervalSeconds: 15, UnhealthyThresholdCount: 3};
      const created = await elb.createTargetGroup({
        Name,
        Protocol: 'HTTP',
        Port: 80,
        VpcId: vpc,
        TargetType: 'instance',
        Matcher: {HttpCode: '200-299'},
        ...check,
      });
      const targetGroupArn = present(created.TargetGroups?.[0]?.TargetGroupArn, 'a target group');
      await elb.registerTargets({TargetGroupArn: targetGroupArn, Targets: hosts.map((Id, index) => ({Id, Port: 32_768 + index}))});
      return {...balancer, targetGroupArn};
    }),
  );
}

/** A service's tasks: moto's services start none, so they are run as ECS would, for the service's group. */
async function registerServices(
  {ecs, elb, vpc, network}: {readonly ecs: ECS; readonly elb: ElasticLoadBalancingV2; readonly vpc: string; readonly network: Network},
  system: System,
  hosts: readonly string[],
): Promise<void> {
  for (const service of system.services(network)) {
    const loadBalancers = await registerTargets(elb, vpc, service.loadBalancers, hosts);
    const created = await ecs.createService({cluster: system.cluster, ...service, ...(loadBalancers && {loadBalancers})});
    await ecs.runTask({
      cluster: system.cluster,
      taskDefinition: present(service.taskDefinition, 'a task definition'),
      count: 2,
      group: `service:${service.serviceName}`,
      startedBy: present(created.service?.deployments?.[0]?.id, 'a deployment'),
      ...(service.launchType && {launchType: service.launchType}),
      ...(service.networkConfiguration && {networkConfiguration: service.networkConfiguration}),
    });
  }
}

/** By default moto's tasks take one step towards STOPPED with each DescribeTasks; here they stay. */
async function keepTasksRunning(endpoint: string): Promise<void> {
  const answer = await fetch(`${endpoint}/moto-api/state-manager/set-transition`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({model_name: 'ecs::task', transition: {progression: 'manual', times: 1_000_000}}),
  });
  if (!answer.ok) throw new Error(`moto refused the task life cycle: ${answer.status}`);
}

/** Registers all five. */
export async function registerSystems(endpoint: string): Promise<void> {
  const settings = clientSettings(endpoint);
  const ecs = new ECS(settings);
  const ec2 = new EC2(settings);
  await keepTasksRunning(endpoint);
  const [network, image] = await Promise.all([defaultNetwork(ec2), amazonLinux(ec2)]);
  const vpcs = await ec2.describeVpcs({Filters: [{Name: 'is-default', Values: ['true']}]});
  const parts = {ecs, elb: new ElasticLoadBalancingV2(settings), vpc: present(vpcs.Vpcs?.[0]?.VpcId, 'a default network'), network};
  for (const system of systems) {
    await ecs.createCluster({clusterName: system.cluster});
    for (const definition of system.taskDefinitions) {
      const times = system.revisions?.[definition.family ?? ''] ?? 1;
      for (let revision = 1; revision <= times; revision += 1) await ecs.registerTaskDefinition(definition);
    }
    const hosts = await registerHosts(ec2, ecs, system, image);
    await registerServices(parts, system, hosts);
    for (const job of system.jobs) await ecs.runTask({cluster: system.cluster, ...job});
  }
}
